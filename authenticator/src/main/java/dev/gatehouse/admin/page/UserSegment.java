package dev.gatehouse.admin.page;

import dev.gatehouse.keycloak.text.StoredText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The id of a user as one segment of a path. The ids of Keycloak's own users stand as they are. Those of a user store that imports nobody
 * end with that store's id, which may be any text (see {@code StorageId}), also one with a slash, which no path can have in a segment.
 */
final class UserSegment {

    private static final String ENCODED = "~";

    private UserSegment() {}

    /** The segment of an id. */
    static String of(String id) {
        return PageUrls.isSegment(id) && !id.startsWith(ENCODED)
                ? id
                : ENCODED + Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }

    /** The id of a segment that a browser has sent; empty if it is malformed. */
    static Optional<String> id(String segment) {
        if (!segment.startsWith(ENCODED)) {
            return Optional.of(segment);
        }
        try {
            byte[] id = Base64.getUrlDecoder().decode(segment.substring(ENCODED.length()));
            return Optional.of(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(id))
                            .toString())
                    .filter(StoredText::isPossible);
        } catch (IllegalArgumentException | CharacterCodingException malformed) {
            return Optional.empty();
        }
    }
}
