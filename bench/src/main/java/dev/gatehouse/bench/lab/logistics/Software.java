package dev.gatehouse.bench.lab.logistics;

import dev.gatehouse.bench.lab.generator.Dice;
import dev.gatehouse.risk.model.UserAgent;
import dev.gatehouse.risk.model.UserAgent.DeviceType;

/** A browser or the drivers' app on an operating system, with its releases. */
enum Software {
    EDGE("Edge", "Windows", DeviceType.DESKTOP, 149, 28, 10),
    CHROME("Chrome", "Windows", DeviceType.DESKTOP, 149, 28, 18),
    FIREFOX("Firefox", "Windows", DeviceType.DESKTOP, 151, 28, 4),
    SAFARI("Safari", "Mac OS X", DeviceType.DESKTOP, 26, 365, 260),
    CHROME_MAC("Chrome", "Mac OS X", DeviceType.DESKTOP, 149, 28, 18),
    CHROME_PHONE("Chrome Mobile", "Android", DeviceType.MOBILE, 149, 28, 17),
    SAMSUNG("Samsung Internet", "Android", DeviceType.MOBILE, 30, 75, 20),
    IPHONE("Mobile Safari", "iOS", DeviceType.MOBILE, 26, 365, 260),
    TRUCK_TABLET("Chrome", "Android", DeviceType.TABLET, 149, 28, 17),
    /** A scanner with a small screen in the hands of whoever works. */
    SCANNER("Chrome Mobile", "Android", DeviceType.MOBILE, 149, 28, 17),
    ANDROID_APP("okhttp", "Android", DeviceType.MOBILE, 4, 3650, 3500),
    IOS_APP("DriverApp", "iOS", DeviceType.MOBILE, 7, 60, 25);

    private final String browser;
    private final String system;
    private final DeviceType type;
    private final int first;
    private final int cycle;
    private final int age;

    Software(String browser, String system, DeviceType type, int first, int cycle, int age) {
        this.browser = browser;
        this.system = system;
        this.type = type;
        this.first = first;
        this.cycle = cycle;
        this.age = age;
    }

    /** The user agent with the version that was the newest one on this day. */
    UserAgent on(int day) {
        return new UserAgent(browser, first + Math.floorDiv(day + age, cycle), system, type);
    }

    /** The user agent of a copy that missed this number of releases. */
    UserAgent behind(int day, int releases) {
        return on(day - releases * cycle);
    }

    /** How many days after a release a copy has it: managed and truck computers late, a few private ones very late. */
    double lag(Dice dice) {
        return switch (this) {
            case EDGE -> 4 + 8 * dice.uniform();
            case SCANNER -> 60 + 120 * dice.uniform();
            case TRUCK_TABLET -> 10 + 40 * dice.uniform();
            default -> dice.exponential(dice.chance(0.08) ? 50 : 5);
        };
    }

    /** The browser of somebody's phone. */
    static Software phone(Dice dice, double iPhones) {
        return dice.chance(iPhones) ? IPHONE : dice.chance(0.3) ? SAMSUNG : CHROME_PHONE;
    }

    /** The app on a phone that has this browser. */
    static Software app(Software browser) {
        return browser == IPHONE ? IOS_APP : ANDROID_APP;
    }
}
