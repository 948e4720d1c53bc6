package dev.gatehouse.bench.lab.generator;

import java.util.List;
import java.util.stream.IntStream;

/** The devices on the market. */
final class Market {

    private static final List<Device.Make> MAKES = List.of(Device.Make.values());
    private static final List<String> PHONES = IntStream.range(0, 300)
            .mapToObj(i -> "SM-" + "AGJS".charAt(i % 4) + (200 + i * 7) + "F")
            .toList();
    private static final double MEAN_LAG_DAYS = 25;
    private static final double STUCK = 0.2;
    private static final double NEVER = 1e6;

    private Market() {}

    /** A device by market share. */
    static Device any(Dice dice) {
        return of(dice.weighted(MAKES, Device.Make::share), dice);
    }

    /** A mobile or a stationary device by market share. */
    static Device of(boolean mobile, Dice dice) {
        return of(dice.weighted(MAKES, make -> make.isMobile() == mobile ? make.share() : 0), dice);
    }

    /** Another device of the same make. */
    static Device of(Device.Make make, Dice dice) {
        String model =
                switch (make) {
                    case CHROME_ANDROID, SAMSUNG_ANDROID, FIREFOX_ANDROID ->
                        PHONES.get((int) (PHONES.size() * Math.pow(dice.uniform(), 2)));
                    case SAFARI_IPHONE -> "iPhone";
                    case SAFARI_IPAD -> "iPad";
                    default -> "";
                };
        double stuckAt = dice.chance(STUCK) ? -200 + 400 * dice.uniform() : NEVER;
        return new Device(make, model, dice.below(100), dice.exponential(MEAN_LAG_DAYS), stuckAt);
    }
}
