package dev.gatehouse.bench.lab.log;

/**
 * The client's self-description, with the values of the data set.
 *
 * @param userAgent the whole header; may be empty
 * @param browser browser with version, such as {@code Chrome 80.0.3987}
 * @param system operating system with version, such as {@code Android 10}
 * @param deviceType {@code mobile}, {@code desktop}, {@code tablet}, {@code bot} or {@code unknown}
 */
public record Client(String userAgent, String browser, String system, String deviceType) {

    /** An unknown client. */
    public static final Client UNKNOWN = new Client("", "", "", "unknown");

    /** The browser without its version: the words before the first one that begins with a digit. */
    public String browserFamily() {
        return family(browser);
    }

    /** The operating system without its version. */
    public String systemFamily() {
        return family(system);
    }

    /** The major version of the browser; 0 if there is none. */
    public int majorVersion() {
        String version = browser.substring(
                        Math.min(browser.length(), browserFamily().length()))
                .strip();
        int end = 0;
        while (end < version.length() && end < 6 && Character.isDigit(version.charAt(end))) {
            end++;
        }
        return end == 0 ? 0 : Integer.parseInt(version.substring(0, end));
    }

    private static String family(String name) {
        for (int i = 0; i + 1 < name.length(); i++) {
            if (name.charAt(i) == ' ' && Character.isDigit(name.charAt(i + 1))) {
                return name.substring(0, i);
            }
        }
        return name;
    }
}
