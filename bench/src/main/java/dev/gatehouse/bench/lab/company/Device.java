package dev.gatehouse.bench.lab.company;

import dev.gatehouse.bench.lab.generator.Dice;
import dev.gatehouse.risk.model.UserAgent;
import dev.gatehouse.risk.model.UserAgent.DeviceType;

/**
 * A browser or an app on a device.
 *
 * @param family browser and system
 * @param lagDays how many days after its release a version is installed
 */
record Device(Family family, double lagDays) {

    /** A browser or app, and how it is updated. */
    enum Family {
        EDGE_WINDOWS("Edge", "Windows", DeviceType.DESKTOP, Release.OF_BROWSERS),
        FIREFOX_WINDOWS("Firefox", "Windows", DeviceType.DESKTOP, Release.OF_BROWSERS),
        CHROME_WINDOWS("Chrome", "Windows", DeviceType.DESKTOP, Release.OF_BROWSERS),
        CHROME_MAC("Chrome", "Mac OS X", DeviceType.DESKTOP, Release.OF_BROWSERS),
        CHROME_LINUX("Chrome", "Linux", DeviceType.DESKTOP, Release.OF_BROWSERS),
        SAFARI_MAC("Safari", "Mac OS X", DeviceType.DESKTOP, Release.OF_SYSTEMS),
        SAFARI_IPHONE("Mobile Safari", "iOS", DeviceType.MOBILE, Release.OF_SYSTEMS),
        CHROME_ANDROID("Chrome Mobile", "Android", DeviceType.MOBILE, Release.OF_BROWSERS),
        APP_IPHONE("AcmeAgent", "iOS", DeviceType.MOBILE, Release.OF_APP),
        APP_ANDROID("AcmeAgent", "Android", DeviceType.MOBILE, Release.OF_APP);

        private final String browser;
        private final String system;
        private final DeviceType type;
        private final Release release;

        Family(String browser, String system, DeviceType type, Release release) {
            this.browser = browser;
            this.system = system;
            this.type = type;
            this.release = release;
        }
    }

    /** How often new versions appear, and how soon they are installed. */
    private enum Release {
        OF_BROWSERS(120, 0, 28, 8),
        /** The browser of a system has the system's version: one a year, in the middle of September. */
        OF_SYSTEMS(19, 105, 365, 20),
        OF_APP(5, 0, 21, 6);

        private final int version;
        private final double day;
        private final double days;
        private final double meanLag;

        Release(int version, double day, double days, double meanLag) {
            this.version = version;
            this.day = day;
            this.days = days;
            this.meanLag = meanLag;
        }

        /** The version that was the newest at this time, in days since the start. */
        int newest(double time) {
            return version + (int) Math.floor((time - day) / days);
        }
    }

    /** A device whose owner installs updates sooner or later. */
    static Device of(Family family, Dice dice) {
        return new Device(family, dice.exponential(family.release.meanLag));
    }

    /** A device with the newest version. */
    static Device newest(Family family) {
        return new Device(family, 0);
    }

    UserAgent userAgent(double time) {
        return new UserAgent(family.browser, family.release.newest(time - lagDays), family.system, family.type);
    }
}
