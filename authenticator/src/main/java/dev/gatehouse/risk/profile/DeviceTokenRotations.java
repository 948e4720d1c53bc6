package dev.gatehouse.risk.profile;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How often the tokens of a user's known devices were replaced. Stored with the profile, which every login reads and writes anyway.
 *
 * @param byDevice the latest replacement for each device, at most 20
 */
public record DeviceTokenRotations(Map<String, Rotation> byDevice) {

    /** The size of the column, in characters. */
    public static final int MAX_LENGTH = 1200;

    /** No token was ever replaced. */
    public static final DeviceTokenRotations NONE = new DeviceTokenRotations(Map.of());

    /** Larger than the device limit: a device that was removed is left out only when another is used. */
    private static final int MOST = 20;

    private static final int NAME_LENGTH = 13;
    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z-]{1," + NAME_LENGTH + "}");
    private static final Pattern PREFIX = Pattern.compile("[0-9A-Za-z./:_-]{0,16}");
    private static final Pattern ENTRY = Pattern.compile("(" + NAME + ") (\\d{1,9}) (\\d{1,11}) (" + PREFIX + ")");

    /** How much of the prefix is kept where what was replaced is stored behind it. */
    private static final int SHORT_PREFIX = 10;

    /** The same, and how far back the former and the first token are. Earlier versions read it as a prefix that no request has. */
    private static final Pattern PREFIX_AND_DISTANCES =
            Pattern.compile("(.{0," + SHORT_PREFIX + "})_(\\d{1,2})_(\\d{1,2})");

    /**
     * The latest replacement of a token. Where the answer with the new token is lost, the same token is replaced once more: any of its
     * replacements may have arrived, or may still.
     *
     * @param number the number of the latest new token, at least 1
     * @param at the time of the replacement
     * @param prefix the network prefix of the request that received the new token, as in
     *     {@link dev.gatehouse.risk.model.Network#prefix}; its beginning where the token was not replaced by the next number
     * @param former the number of the token that was replaced, less than {@code first}
     * @param first the number of the first token that has replaced it, at most {@code number}
     */
    public record Rotation(long number, Instant at, String prefix, long former, long first) {

        /** How far back the former token can be. */
        public static final long MOST_BACK = 99;

        public Rotation {
            if (!isByNext(number, former, first) && prefix.length() > SHORT_PREFIX) {
                prefix = prefix.substring(0, SHORT_PREFIX);
            }
        }

        /** The replacement of the token before. */
        public Rotation(long number, Instant at, String prefix) {
            this(number, at, prefix, number - 1, number);
        }

        /** Whether it is later than another of the same device. Where no further number can be told apart, the time decides. */
        private boolean isAfter(Rotation other) {
            boolean isFull = number - former >= MOST_BACK;
            return number > other.number || (number == other.number && isFull && at.isAfter(other.at));
        }

        /** Whether the new token was sent to this network prefix. */
        public boolean isTo(String otherPrefix) {
            return isByNext(number, former, first) ? prefix.equals(otherPrefix) : otherPrefix.startsWith(prefix);
        }

        /** Whether a token is one of those that have replaced the former. */
        public boolean hasIssued(long token) {
            return first <= token && token <= number;
        }

        private static boolean isByNext(long number, long former, long first) {
            return former == number - 1 && first == number;
        }

        private String encoded() {
            String sent = isByNext(number, former, first)
                    ? prefix
                    : prefix + "_" + (number - former) + "_" + (number - first);
            return number + " " + at.getEpochSecond() + " " + sent;
        }

        private static Rotation decoded(String number, String at, String sent) {
            long latest = Long.parseLong(number);
            Instant time = Instant.ofEpochSecond(Long.parseLong(at));
            Matcher distances = PREFIX_AND_DISTANCES.matcher(sent);
            return distances.matches()
                    ? new Rotation(
                            latest,
                            time,
                            distances.group(1),
                            latest - Long.parseLong(distances.group(2)),
                            latest - Long.parseLong(distances.group(3)))
                    : new Rotation(latest, time, sent);
        }
    }

    public DeviceTokenRotations {
        byDevice = Map.copyOf(byDevice);
    }

    /**
     * The latest replacement of a device's token; empty if there was none.
     *
     * @param device the id of the device
     */
    public Optional<Rotation> of(String device) {
        return Optional.ofNullable(byDevice.get(name(device)));
    }

    /** Adds a replacement. Ignores one that is not newer than the recorded one. */
    public DeviceTokenRotations plus(String device, Rotation rotation) {
        String name = name(device);
        if (of(device).filter(recorded -> !rotation.isAfter(recorded)).isPresent()
                || !NAME.matcher(name).matches()
                || !PREFIX.matcher(rotation.prefix()).matches()
                || rotation.number() - rotation.former() > Rotation.MOST_BACK) {
            return this;
        }
        Map<String, Rotation> next = new LinkedHashMap<>(byDevice);
        next.put(name, rotation);
        while (next.size() > MOST) {
            next.entrySet().stream()
                    .min(Comparator.comparing((Map.Entry<String, Rotation> entry) ->
                                    entry.getValue().at())
                            .thenComparing(Map.Entry::getKey))
                    .ifPresent(oldest -> next.remove(oldest.getKey()));
        }
        return new DeviceTokenRotations(next);
    }

    /**
     * Leaves out the replacements of all other devices: what is kept for those that are gone would push out what is kept for the rest.
     *
     * @param devices the ids of the user's devices
     * @param asOf when they were read; later replacements may be those of later devices
     */
    public DeviceTokenRotations only(Collection<String> devices, Instant asOf) {
        Set<String> names = devices.stream().map(DeviceTokenRotations::name).collect(Collectors.toSet());
        Map<String, Rotation> kept = new LinkedHashMap<>(byDevice);
        kept.entrySet()
                .removeIf(entry ->
                        !names.contains(entry.getKey()) && entry.getValue().at().isBefore(asOf));
        return new DeviceTokenRotations(kept);
    }

    /** Serialises for the column: ASCII, at most {@link #MAX_LENGTH} characters. */
    String encode() {
        return byDevice.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue().encoded())
                .sorted()
                .collect(Collectors.joining(";"));
    }

    /**
     * Deserialises a column, which may be {@code null} or empty.
     *
     * @throws IllegalArgumentException if the text is invalid
     */
    static DeviceTokenRotations decode(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return NONE;
        }
        Map<String, Rotation> read = new LinkedHashMap<>();
        for (String part : text.split(";", 0)) {
            Matcher entry = ENTRY.matcher(part);
            if (!entry.matches()) {
                throw new IllegalArgumentException("not a replacement of a token");
            }
            try {
                read.put(entry.group(1), Rotation.decoded(entry.group(2), entry.group(3), entry.group(4)));
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("not a time", e);
            }
        }
        return new DeviceTokenRotations(read);
    }

    private static String name(String device) {
        return device.substring(0, Math.min(NAME_LENGTH, device.length()));
    }
}
