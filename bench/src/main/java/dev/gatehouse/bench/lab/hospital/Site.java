package dev.gatehouse.bench.lab.hospital;

import dev.gatehouse.bench.lab.company.Store;
import dev.gatehouse.bench.lab.generator.Dice;
import dev.gatehouse.risk.model.Network;
import dev.gatehouse.risk.model.UserAgent;
import java.util.Set;
import java.util.TreeSet;

/** A hospital: its line, its guest Wi-Fi and its shared stations. */
final class Site {

    /** What happens to someone's cookies on shared stations. */
    enum Profiles {
        /** They are deleted at logout. */
        WIPED,
        /** They follow the person to every station of the hospital. */
        FOLLOWING,
        /** They stay on that station, until it is installed again. */
        STAYING
    }

    /** How many wards a hospital has, each with stations of its own. */
    static final int WARDS = 12;

    static final int STATIONS_PER_WARD = 4;

    /** Every so many days, stations are installed again. */
    static final int INSTALLATION = 28;

    /** On average, a line is down one day in so many. */
    private static final double DAYS_PER_OUTAGE = 75;

    private static final double NEW_LINE = 0.4;
    private static final int STAFF = 100_000;
    private static final int GUEST = 110_000;
    private static final int RESIDENCE = 120_000;

    private final int number;
    private final Provider line;
    private final Provider backup;
    private final Provider guest;
    private final String country;
    private final int addresses;
    private final Profiles profiles;
    private final Model standard;
    private final Updates updates;
    private final int newLine;
    private final Set<Integer> outages = new TreeSet<>();

    Site(
            long seed,
            int number,
            int days,
            Provider line,
            Market market,
            int addresses,
            Profiles profiles,
            Model standard) {
        this.number = number;
        this.line = line;
        this.country = market.country();
        this.addresses = addresses;
        this.profiles = profiles;
        this.standard = standard;
        Dice dice = Draw.SITE.dice(seed, number);
        backup = market.carrier(dice);
        guest = market.line(dice);
        // IT releases an update to all stations of a hospital at once, weeks after it came out.
        updates = Updates.managed(seed, -1 - number, Draw.between(dice, 8, 24));
        newLine = dice.chance(NEW_LINE) ? days / 3 + dice.below(days) : Integer.MAX_VALUE;
        for (int left = Draw.count(dice, days / DAYS_PER_OUTAGE); left > 0; left--) {
            outages.add(dice.below(days));
        }
    }

    int number() {
        return number;
    }

    String country() {
        return country;
    }

    Profiles profiles() {
        return profiles;
    }

    /** The address of the hospital: everyone's, or one of few. Another provider's if the line is down, and new if the line is. */
    Network staff(int day, int person) {
        if (outages.contains(day)) {
            return backup.v4(STAFF, number);
        }
        int prefix = day < newLine ? 0 : 1;
        return line.v4(STAFF + 10 * number + prefix, 1 + person % addresses);
    }

    /** The address of the guest Wi-Fi, which private phones use. */
    Network guest() {
        return guest.v4(GUEST, number);
    }

    /** The address of the house where agency nurses and young doctors rent rooms. */
    Network residence() {
        return guest.v4(RESIDENCE, number);
    }

    /** The provider of that house. */
    Provider residenceProvider() {
        return guest;
    }

    /** A browser at a shared station, for someone whose cookies are in that store. */
    Client station(Store store) {
        return new Client(standard, updates, store, Client.Kind.SHARED, false);
    }

    /** The standard browser of the hospital on that day. */
    UserAgent standardBrowser(int day) {
        return standard.userAgent(standard.family().version(day, updates));
    }
}
