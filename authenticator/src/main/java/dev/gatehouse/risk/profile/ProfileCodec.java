package dev.gatehouse.risk.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.risk.model.Profile;
import java.time.DateTimeException;
import java.util.Optional;

/** Writes profiles as compact JSON and reads them back, including profiles that earlier versions of Gatehouse wrote. */
public final class ProfileCodec {

    /** The maximum length of a profile in the table, in characters. */
    public static final int MAX_LENGTH = 4000;

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());

    private ProfileCodec() {}

    /** Thrown if the text is not a profile, or has a newer format. */
    public static final class UnreadableProfileException extends Exception {

        private static final long serialVersionUID = 1;

        private final boolean newerFormat;

        UnreadableProfileException(String message, Throwable cause) {
            super(message, cause);
            this.newerFormat = false;
        }

        private UnreadableProfileException(String message) {
            super(message);
            this.newerFormat = false;
        }

        private UnreadableProfileException(int format) {
            super("profile of the newer format " + format);
            this.newerFormat = true;
        }

        /** Whether a newer version of Gatehouse wrote the profile, so that it must not be overwritten. */
        public boolean isNewerFormat() {
            return newerFormat;
        }
    }

    /** Serialises a profile: ASCII, at most {@link #MAX_LENGTH} characters. Rounds weights to thousandths and times to minutes. */
    public static String encode(Profile profile) {
        try {
            return JSON.writeValueAsString(ProfileFormat2.encode(JSON.createObjectNode(), profile));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can always be written", e);
        }
    }

    /** Deserialises a profile; empty if the text is not one, or has a newer format. */
    static Optional<Profile> decodeIfReadable(String text) {
        try {
            return Optional.of(decode(text));
        } catch (UnreadableProfileException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * Deserialises a profile.
     *
     * @throws UnreadableProfileException if the text is not a profile, or has a newer format
     */
    public static Profile decode(String text) throws UnreadableProfileException {
        try {
            JsonNode root = JSON.readTree(text);
            int format = root == null ? 0 : root.path("v").asInt();
            if (format > ProfileFormat2.VERSION) {
                throw new UnreadableProfileException(format);
            }
            return switch (format) {
                case ProfileFormat1.VERSION -> ProfileFormat1.decode(root);
                case ProfileFormat2.VERSION -> ProfileFormat2.decode(root);
                default ->
                    throw new UnreadableProfileException("not a profile of a format up to " + ProfileFormat2.VERSION);
            };
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new UnreadableProfileException("not a profile", e);
        }
    }
}
