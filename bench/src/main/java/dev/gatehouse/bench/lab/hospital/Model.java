package dev.gatehouse.bench.lab.hospital;

import dev.gatehouse.bench.lab.generator.Dice;
import dev.gatehouse.risk.model.UserAgent;
import dev.gatehouse.risk.model.UserAgent.DeviceType;
import java.util.List;

/** A browser on a kind of device, as it describes itself but for its version. */
record Model(Family family, String system, DeviceType type) {

    private static final String WINDOWS = "Windows";
    private static final String MAC = "Mac OS X";
    private static final String LINUX = "Linux";
    private static final String ANDROID = "Android";
    private static final String IOS = "iOS";

    /** The standard browser of most hospitals of the group. */
    static final Model EDGE = desktop(Family.EDGE, WINDOWS);

    /** The standard browser of the others. */
    static final Model FIREFOX = desktop(Family.FIREFOX, WINDOWS);

    private static final Model CHROME = desktop(Family.CHROME, WINDOWS);
    private static final Model MAC_CHROME = desktop(Family.CHROME, MAC);
    private static final Model MAC_SAFARI = desktop(Family.SAFARI, MAC);

    private static final List<Popular> PRIVATE_COMPUTERS = List.of(
            new Popular(CHROME, 0.34),
            new Popular(EDGE, 0.2),
            new Popular(FIREFOX, 0.12),
            new Popular(MAC_SAFARI, 0.16),
            new Popular(MAC_CHROME, 0.1),
            new Popular(desktop(Family.FIREFOX, MAC), 0.02),
            new Popular(desktop(Family.FIREFOX, LINUX), 0.03),
            new Popular(desktop(Family.CHROME, "Chrome OS"), 0.03));

    private static final List<Popular> RESEARCH_COMPUTERS = List.of(
            new Popular(desktop(Family.FIREFOX, LINUX), 0.28),
            new Popular(desktop(Family.CHROME, LINUX), 0.14),
            new Popular(MAC_CHROME, 0.2),
            new Popular(MAC_SAFARI, 0.16),
            new Popular(desktop(Family.FIREFOX, MAC), 0.06),
            new Popular(FIREFOX, 0.1),
            new Popular(CHROME, 0.06));

    private static final List<Popular> IPHONES = List.of(
            new Popular(mobile(Family.MOBILE_SAFARI, IOS), 0.88), new Popular(mobile(Family.CHROME_MOBILE, IOS), 0.12));

    private static final List<Popular> ANDROIDS = List.of(
            new Popular(mobile(Family.CHROME_MOBILE, ANDROID), 0.76),
            new Popular(mobile(Family.SAMSUNG, ANDROID), 0.17),
            new Popular(mobile(Family.FIREFOX_MOBILE, ANDROID), 0.07));

    /** The most popular tablet takes itself for a computer. */
    private static final List<Popular> TABLETS = List.of(
            new Popular(MAC_SAFARI, 0.7), new Popular(new Model(Family.CHROME, ANDROID, DeviceType.TABLET), 0.3));

    private record Popular(Model model, double share) {}

    private static Model desktop(Family family, String system) {
        return new Model(family, system, DeviceType.DESKTOP);
    }

    private static Model mobile(Family family, String system) {
        return new Model(family, system, DeviceType.MOBILE);
    }

    /** The preferred browser on a computer at home. */
    static Model privateComputer(Dice dice) {
        return draw(PRIVATE_COMPUTERS, dice);
    }

    /** The preferred browser on the computer of a researcher, who may choose it. */
    static Model researchComputer(Dice dice) {
        return draw(RESEARCH_COMPUTERS, dice);
    }

    /** The browser of a phone. */
    static Model phone(Market market, Dice dice) {
        return draw(dice.chance(market.iPhones()) ? IPHONES : ANDROIDS, dice);
    }

    /** The browser of a tablet. */
    static Model tablet(Dice dice) {
        return draw(TABLETS, dice);
    }

    private static Model draw(List<Popular> models, Dice dice) {
        return dice.weighted(models, Popular::share).model();
    }

    /** The app on the same phone. */
    Model app() {
        return new Model(Family.APP, system, type);
    }

    /** Another browser on the same computer. */
    Model second() {
        return new Model(family == Family.FIREFOX ? Family.CHROME : Family.FIREFOX, system, type);
    }

    /** How it describes itself in this version. */
    UserAgent userAgent(int version) {
        return new UserAgent(family.title(), version, system, type);
    }
}
