package dev.gatehouse.risk.model;

import java.util.Objects;

/**
 * The client's self-description. It is easily copied, so it can raise suspicion but prove nothing.
 *
 * @param browser browser family without its version, such as {@code Firefox}
 * @param version the browser's major version, or {@link #UNKNOWN_VERSION}; implausible values count as unknown
 * @param operatingSystem operating system family, such as {@code Android}
 * @param deviceType coarse device type
 */
public record UserAgent(String browser, int version, String operatingSystem, DeviceType deviceType) {

    /** The version of a client that does not report one. */
    public static final int UNKNOWN_VERSION = 0;

    /** A version with more digits is not plausible. */
    private static final int HIGHEST_VERSION = 99_999;

    /** Coarse device types named by user agents. Their first letters differ, because profiles store only those. */
    public enum DeviceType {
        DESKTOP,
        MOBILE,
        TABLET,
        BOT,
        OTHER
    }

    /** The value for an absent or unreadable user agent header. */
    public static final UserAgent UNKNOWN = new UserAgent("unknown", UNKNOWN_VERSION, "unknown", DeviceType.DESKTOP);

    public UserAgent {
        Objects.requireNonNull(browser, "browser");
        Objects.requireNonNull(operatingSystem, "operatingSystem");
        Objects.requireNonNull(deviceType, "deviceType");
        version = version < 0 || version > HIGHEST_VERSION ? UNKNOWN_VERSION : version;
    }
}
