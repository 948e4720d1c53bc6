package dev.gatehouse.bench.lab.generator;

import dev.gatehouse.bench.lab.log.Client;

/**
 * A device with one browser.
 *
 * @param make the kind of device and browser
 * @param model the model name in the user agent; empty if it has none
 * @param trait a constant from 0 to 99 for other differences between such devices: an older system, an app with an embedded browser
 * @param lagDays how many days after its release an update is installed
 * @param stuckAtDay the day after which nothing is updated any more; very large for most
 */
record Device(Make make, String model, int trait, double lagDays, double stuckAtDay) {

    /** Kinds of devices with their market shares; versions advance over time. */
    enum Make {
        CHROME_ANDROID("mobile", "Android", "Chrome Mobile", 0.25),
        SAFARI_IPHONE("mobile", "iOS", "Mobile Safari", 0.33),
        SAMSUNG_ANDROID("mobile", "Android", "Samsung Internet", 0.07),
        FIREFOX_ANDROID("mobile", "Android", "Firefox Mobile", 0.01),
        SAFARI_IPAD("tablet", "iOS", "Mobile Safari", 0.04),
        CHROME_WINDOWS("desktop", "Windows", "Chrome", 0.155),
        EDGE_WINDOWS("desktop", "Windows", "Edge", 0.045),
        FIREFOX_WINDOWS("desktop", "Windows", "Firefox", 0.025),
        CHROME_MAC("desktop", "Mac OS X", "Chrome", 0.03),
        SAFARI_MAC("desktop", "Mac OS X", "Safari", 0.04),
        FIREFOX_LINUX("desktop", "Linux", "Firefox", 0.005);

        private final String type;
        private final String system;
        private final String browser;
        private final double share;

        Make(String type, String system, String browser, double share) {
            this.type = type;
            this.system = system;
            this.browser = browser;
            this.share = share;
        }

        String type() {
            return type;
        }

        double share() {
            return share;
        }

        boolean isMobile() {
            return !type.equals("desktop");
        }
    }

    private static final int APPS = 30;
    private static final String WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko) ";
    private static final String BLINK = "AppleWebKit/537.36 (KHTML, like Gecko) ";

    /** The user agent on a day, counted from the start of the log. */
    Client client(double day) {
        double updated = Math.min(day, stuckAtDay) - lagDays;
        return switch (make) {
            case CHROME_ANDROID, CHROME_WINDOWS, CHROME_MAC -> blink(chrome(updated), "", updated);
            case EDGE_WINDOWS -> blink(chrome(updated), " Edg/" + chrome(updated), updated);
            case SAMSUNG_ANDROID -> samsung(updated);
            case FIREFOX_ANDROID, FIREFOX_WINDOWS, FIREFOX_LINUX -> firefox(updated);
            case SAFARI_IPHONE, SAFARI_IPAD, SAFARI_MAC -> safari(updated);
        };
    }

    private Client blink(String version, String suffix, double day) {
        String mobile = make.isMobile() ? " Mobile" : "";
        String header = "Mozilla/5.0 (" + platform(day) + ") " + BLINK + "Chrome/" + version + mobile + " Safari/537.36"
                + suffix;
        return client(header, version, day);
    }

    private Client samsung(double day) {
        String version = (10 + (int) Math.floor((day + 400) / 120)) + "." + ((int) Math.floor((day + 400) / 60) & 1);
        String header = "Mozilla/5.0 (" + platform(day) + ") " + BLINK + "SamsungBrowser/" + version + " Chrome/"
                + chrome(day - 100) + " Mobile Safari/537.36";
        return client(header, version, day);
    }

    private Client firefox(double day) {
        String version = Integer.toString(72 + (int) Math.floor(day / 28)) + ".0";
        String header = "Mozilla/5.0 (" + platform(day) + "; rv:" + version + ") Gecko/20100101 Firefox/" + version;
        return client(header, version, day);
    }

    private Client safari(double day) {
        String version = apple(day, 13);
        String header = "Mozilla/5.0 (" + platform(day) + ") " + WEBKIT + "Version/" + version
                + (make.isMobile() ? " Mobile/15E148" : "") + " Safari/604.1" + app(day);
        return client(header, version, day);
    }

    /** Email programs and social networks open pages in an embedded browser that names the app and its version. */
    private String app(double day) {
        if (make != Make.SAFARI_IPHONE || trait >= APPS) {
            return "";
        }
        return " [App" + trait % 6 + "/" + (200 + (int) Math.floor(day / 60)) + "." + trait + "]";
    }

    private Client client(String header, String version, double day) {
        return new Client(
                header, make.browser + " " + version, (make.system + " " + systemVersion(day)).strip(), make.type());
    }

    private String platform(double day) {
        return switch (make.system) {
            case "Android" -> "Linux; Android " + systemVersion(day) + "; " + model;
            case "iOS" ->
                model + "; CPU " + (make == Make.SAFARI_IPHONE ? "iPhone " : "") + "OS "
                        + systemVersion(day).replace('.', '_') + " like Mac OS X";
            case "Mac OS X" -> "Macintosh; Intel Mac OS X " + systemVersion(day).replace('.', '_');
            case "Windows" -> "Windows NT " + systemVersion(day) + ".0; " + (trait % 3 == 0 ? "WOW64" : "Win64; x64");
            default -> "X11; Linux x86_64";
        };
    }

    private String systemVersion(double day) {
        return switch (make.system) {
            // A phone gets at most one new Android version in its lifetime, depending on the model.
            case "Android" ->
                Integer.toString(8
                        + Math.floorMod(model.hashCode(), 3)
                        + (day > 200 + Math.floorMod(model.hashCode(), 400) ? 1 : 0));
            case "iOS" -> apple(day, 13);
            // Half of the computers keep the system that they were delivered with.
            case "Mac OS X" ->
                trait < 50 ? "10." + (11 + trait % 4) + ".6" : "10.15." + Math.max(1, 3 + (int) Math.floor(day / 70));
            case "Windows" -> trait < 20 ? "6" : "10";
            default -> "";
        };
    }

    private static String chrome(double day) {
        int major = 80 + (int) Math.floor(day / 42);
        int build = (int) Math.floor(Math.floorMod((long) Math.floor(day), 42L) / 28.0);
        return major + ".0." + (3987 + (major - 80) * 58) + "." + (87 + build * 31);
    }

    private static String apple(double day, int firstMajor) {
        // One major release per year, and a minor one every ten weeks.
        int year = (int) Math.floor((day + 140) / 365);
        int minor = (int) Math.floor((day + 140 - year * 365.0) / 70);
        return (firstMajor + year) + "." + (minor / 2) + (minor % 2 == 0 ? "" : ".1");
    }
}
