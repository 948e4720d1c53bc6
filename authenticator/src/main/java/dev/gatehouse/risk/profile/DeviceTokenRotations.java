package dev.gatehouse.risk.profile;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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

    /** Larger than the device limit: we are not notified when a device is removed. */
    private static final int MOST = 20;

    private static final int NAME_LENGTH = 13;
    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z-]{1," + NAME_LENGTH + "}");
    private static final Pattern PREFIX = Pattern.compile("[0-9A-Za-z./:_-]{0,16}");
    private static final Pattern ENTRY = Pattern.compile("(" + NAME + ") (\\d{1,9}) (\\d{1,11}) (" + PREFIX + ")");

    /**
     * The latest replacement of a token.
     *
     * @param number how often the token was replaced so far, at least 1
     * @param at the time of the replacement
     * @param prefix the network prefix of the request that received the new token, as in
     *     {@link dev.gatehouse.risk.model.Network#prefix}
     */
    public record Rotation(long number, Instant at, String prefix) {}

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
        boolean isNewer = of(device).map(Rotation::number).orElse(0L) < rotation.number();
        if (!isNewer
                || !NAME.matcher(name).matches()
                || !PREFIX.matcher(rotation.prefix()).matches()) {
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

    /** Serialises for the column: ASCII, at most {@link #MAX_LENGTH} characters. */
    String encode() {
        return byDevice.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue().number() + " "
                        + entry.getValue().at().getEpochSecond() + " "
                        + entry.getValue().prefix())
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
                read.put(
                        entry.group(1),
                        new Rotation(
                                Long.parseLong(entry.group(2)),
                                Instant.ofEpochSecond(Long.parseLong(entry.group(3))),
                                entry.group(4)));
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
