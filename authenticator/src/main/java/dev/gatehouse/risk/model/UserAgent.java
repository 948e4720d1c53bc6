package dev.gatehouse.risk.model;

import java.util.Objects;

/**
 * What a client says it is. That is easily copied, so it can raise suspicion but prove nothing.
 *
 * @param browser browser family without its version, such as {@code Firefox}
 * @param version the browser's major version, or {@link #UNKNOWN_VERSION}; what no browser has counts as unknown
 * @param operatingSystem operating system family, such as {@code Android}
 * @param deviceType coarse kind of device
 */
public record UserAgent(String browser, int version, String operatingSystem, DeviceType deviceType) {

    /** The version of a client that does not tell it. */
    public static final int UNKNOWN_VERSION = 0;

    /** Of a header that tells more digits nothing can be believed. */
    private static final int HIGHEST_VERSION = 99_999;

    /** Coarse kinds of devices that a user agent names. Their first letters differ: profiles keep no more of them. */
    public enum DeviceType {
        DESKTOP,
        MOBILE,
        TABLET,
        BOT,
        OTHER
    }

    /** What an absent or unreadable user agent header counts as. */
    public static final UserAgent UNKNOWN = new UserAgent("unknown", UNKNOWN_VERSION, "unknown", DeviceType.DESKTOP);

    public UserAgent {
        Objects.requireNonNull(browser, "browser");
        Objects.requireNonNull(operatingSystem, "operatingSystem");
        Objects.requireNonNull(deviceType, "deviceType");
        version = version < 0 || version > HIGHEST_VERSION ? UNKNOWN_VERSION : version;
    }
}
