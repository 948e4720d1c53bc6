package dev.gatehouse.risk;

import java.util.Objects;

/**
 * The family of a user agent. It is told by the client and easily copied, so it can raise suspicion but prove nothing.
 *
 * @param browser browser family without its version, such as {@code Firefox}
 * @param operatingSystem operating system family, such as {@code Android}
 * @param deviceType coarse kind of device
 */
public record UserAgent(String browser, String operatingSystem, DeviceType deviceType) {

    /** Coarse kinds of devices that a user agent names. */
    public enum DeviceType {
        DESKTOP,
        MOBILE
    }

    /** What an absent or unreadable user agent header counts as. */
    public static final UserAgent UNKNOWN = new UserAgent("unknown", "unknown", DeviceType.DESKTOP);

    public UserAgent {
        Objects.requireNonNull(browser, "browser");
        Objects.requireNonNull(operatingSystem, "operatingSystem");
        Objects.requireNonNull(deviceType, "deviceType");
    }
}
