package dev.gatehouse.bench.lab.generator;

import dev.gatehouse.bench.lab.log.Attacker;
import dev.gatehouse.bench.lab.log.Client;
import dev.gatehouse.bench.lab.log.DeviceToken;
import dev.gatehouse.bench.lab.log.LoginRow;
import dev.gatehouse.bench.lab.log.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * A log that resembles the published properties of the RBA data set. Users have a home, own a few devices that get updates, and
 * move between home, phone, work and trips; attackers know the password and some of the rest.
 */
public final class SyntheticLog implements LoginGenerator {

    /** The name of the pseudo-user that all noise is directed at. */
    public static final String PSEUDO_USER = "-4324475583306591935";

    private static final Instant START = Instant.parse("2020-02-03T00:00:00Z");
    private static final double MILLIS_PER_DAY = 86_400_000;
    private static final int PERSON_SEED = 4;
    private static final int EVENT_SEED = 5;
    private static final double MEDIAN_ROUND_TRIP = 540;
    private static final double BELOW_MEDIAN = 0.196;
    private static final double ABOVE_MEDIAN = 0.342;
    private static final double BOT = 0.144;
    private static final double UNREADABLE = 0.055;
    private static final Client CRAWLER =
            new Client("Mozilla/5.0 (compatible; examplebot/2.1)", "examplebot 2.1", "", "bot");
    private static final Client SCRIPT = new Client("python-requests/2.22.0", "Python Requests 2.22", "", "unknown");

    private final RealmPlan plan;
    private final World world = new World();
    private final Attacks attacks;

    /** Creates a log by this plan. */
    public SyntheticLog(RealmPlan plan) {
        this.plan = plan;
        this.attacks = new Attacks(plan, world);
    }

    @Override
    public Stream<LoginRow> rows() {
        Pass pass = new Pass();
        return Arrays.stream(new Agenda(plan).events()).boxed().flatMap(pass::rows);
    }

    @Override
    public boolean isMinority(String user) {
        return !user.equals(PSEUDO_USER) && person(Integer.parseInt(user)).isMinority();
    }

    private Person person(int user) {
        return new Person(plan, world, Agenda.logins(plan, user).length, Dice.of(plan.seed(), PERSON_SEED, user));
    }

    /** One pass over the log: the state of the active users, and the number of lines. */
    private final class Pass {

        private final Map<Integer, ActiveUser> activeUsers = new HashMap<>();
        private final Dice noise = Dice.of(plan.seed(), EVENT_SEED, -1);
        private long index;

        /** A user, their random number generator, and the day of their last login. */
        private static final class ActiveUser {
            private final Person person;
            private final Dice dice;
            private double last = -1;

            ActiveUser(Person person, Dice dice) {
                this.person = person;
                this.dice = dice;
            }
        }

        Stream<LoginRow> rows(long event) {
            int kind = Agenda.kind(event);
            if (kind == Agenda.NOISE) {
                return Stream.of(noise(Agenda.millis(event)));
            }
            int user = Agenda.user(event);
            ActiveUser active = activeUsers.computeIfAbsent(
                    user, id -> new ActiveUser(person(id), Dice.of(plan.seed(), EVENT_SEED, id)));
            return kind == Agenda.OWN
                    ? own(user, active, Agenda.millis(event)).stream()
                    : Stream.of(attack(user, active, Attacker.values()[kind - 1], Agenda.millis(event)));
        }

        private List<LoginRow> own(int user, ActiveUser active, long millis) {
            double day = millis / MILLIS_PER_DAY;
            Person.Place place = active.person.place(day, world, active.dice);
            Person.Owned owned = active.person.device(place, active.last < 0 ? 0 : day - active.last, active.dice);
            active.last = day;
            Provider provider = place.line().provider();
            Origin origin = new Origin(
                    place.line().address(day, active.dice),
                    place.country().code(),
                    "-",
                    place.line().city(),
                    provider.asn());
            Client client = owned.device().client(day);
            DeviceToken token = owned.isRemembered() && !active.dice.chance(plan.lostTokens())
                    ? DeviceToken.PRESENT
                    : DeviceToken.ABSENT;
            owned.remember();
            List<LoginRow> attempts = new ArrayList<>(2);
            boolean succeeded;
            do {
                succeeded = !active.dice.chance(plan.failedShare());
                // All attempts of one sign-in have the same time, so that no lines of other users are between them.
                attempts.add(new LoginRow(
                        index++,
                        START.plusMillis(millis),
                        Integer.toString(user),
                        roundTrip(active.dice),
                        origin,
                        client,
                        succeeded,
                        false,
                        false,
                        Optional.empty(),
                        Optional.of(token)));
            } while (!succeeded);
            return attempts;
        }

        private LoginRow attack(int user, ActiveUser victim, Attacker kind, long millis) {
            Dice dice = Dice.of(plan.seed(), EVENT_SEED + 10L * (kind.ordinal() + 1), user);
            Attacks.Traces traces = attacks.traces(kind, victim.person, millis / MILLIS_PER_DAY, dice);
            return new LoginRow(
                    index++,
                    START.plusMillis(millis),
                    Integer.toString(user),
                    roundTrip(dice),
                    traces.origin(),
                    traces.client(),
                    true,
                    traces.listed(),
                    true,
                    Optional.of(kind),
                    Optional.of(traces.token()));
        }

        private LoginRow noise(long millis) {
            Country country = world.noisy(noise);
            Provider provider = country.provider(Provider.Role.HOSTING, noise);
            String address = provider.address(provider.anyPrefix(noise), noise);
            double which = noise.uniform();
            Client client = which < BOT
                    ? CRAWLER
                    : which < BOT + UNREADABLE ? SCRIPT : Market.any(noise).client(millis / MILLIS_PER_DAY);
            Origin origin = new Origin(address, country.code(), "-", country.city(noise), provider.asn());
            return new LoginRow(
                    index++,
                    START.plusMillis(millis),
                    PSEUDO_USER,
                    roundTrip(noise),
                    origin,
                    client,
                    false,
                    true,
                    false,
                    Optional.empty(),
                    Optional.empty());
        }

        private static OptionalDouble roundTrip(Dice dice) {
            double normal = dice.normal();
            return OptionalDouble.of(
                    Math.rint(MEDIAN_ROUND_TRIP * Math.exp(normal * (normal < 0 ? BELOW_MEDIAN : ABOVE_MEDIAN))));
        }
    }
}
