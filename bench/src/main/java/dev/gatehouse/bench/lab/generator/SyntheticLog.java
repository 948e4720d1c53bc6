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
 * A log that resembles the RBA data set in what is known of it. People live somewhere, own a few devices that update, and move between
 * home, phone, work and journeys; attackers know the password and more or less of the rest.
 */
public final class SyntheticLog implements LoginGenerator {

    /** The name of the pseudo-user that takes the noise. */
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
    private static final Client CRAWLER = new Client("Mozilla/5.0 (compatible; examplebot/2.1)", "examplebot 2.1", "", "bot");
    private static final Client SCRIPT = new Client("python-requests/2.22.0", "Python Requests 2.22", "", "unknown");

    private final RealmPlan plan;
    private final World world = new World();
    private final Attacks attacks;

    /** A log by this plan. */
    public SyntheticLog(RealmPlan plan) {
        this.plan = plan;
        this.attacks = new Attacks(plan, world);
    }

    @Override
    public Stream<LoginRow> rows() {
        Play play = new Play();
        return Arrays.stream(new Agenda(plan).events()).boxed().flatMap(play::rows);
    }

    @Override
    public boolean isMinority(String user) {
        return !user.equals(PSEUDO_USER) && person(Integer.parseInt(user)).isMinority();
    }

    private Person person(int user) {
        return new Person(plan, world, Agenda.logins(plan, user).length, Dice.of(plan.seed(), PERSON_SEED, user));
    }

    /** One run through the log: who is on the stage, and how many lines there were. */
    private final class Play {

        private final Map<Integer, Actor> actors = new HashMap<>();
        private final Dice noise = Dice.of(plan.seed(), EVENT_SEED, -1);
        private long index;

        /** A person, the dice of their life, and when they last logged in. */
        private static final class Actor {
            private final Person person;
            private final Dice dice;
            private double last = -1;

            Actor(Person person, Dice dice) {
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
            Actor actor = actors.computeIfAbsent(user, known -> new Actor(person(known), Dice.of(plan.seed(), EVENT_SEED, known)));
            return kind == Agenda.OWN
                    ? own(user, actor, Agenda.millis(event)).stream()
                    : Stream.of(attack(user, actor, Attacker.values()[kind - 1], Agenda.millis(event)));
        }

        private List<LoginRow> own(int user, Actor actor, long millis) {
            double day = millis / MILLIS_PER_DAY;
            Person.Place place = actor.person.place(day, world, actor.dice);
            Person.Owned owned = actor.person.device(place, actor.last < 0 ? 0 : day - actor.last, actor.dice);
            actor.last = day;
            Provider provider = place.line().provider();
            Origin origin = new Origin(place.line().address(day, actor.dice), place.country().code(), "-", place.line().city(), provider.asn());
            Client client = owned.device().client(day);
            DeviceToken token = owned.isRemembered() && !actor.dice.chance(plan.lostTokens()) ? DeviceToken.PRESENT : DeviceToken.ABSENT;
            owned.remember();
            List<LoginRow> tries = new ArrayList<>(2);
            boolean right;
            do {
                right = !actor.dice.chance(plan.failedShare());
                // All tries of one sign-in carry one time, so that lines of others cannot come between them.
                tries.add(new LoginRow(index++, START.plusMillis(millis), Integer.toString(user), roundTrip(actor.dice), origin, client, right,
                        false, false, Optional.empty(), Optional.of(token)));
            } while (!right);
            return tries;
        }

        private LoginRow attack(int user, Actor victim, Attacker kind, long millis) {
            Dice dice = Dice.of(plan.seed(), EVENT_SEED + 10L * (kind.ordinal() + 1), user);
            Attacks.Traces traces = attacks.traces(kind, victim.person, millis / MILLIS_PER_DAY, dice);
            return new LoginRow(index++, START.plusMillis(millis), Integer.toString(user), roundTrip(dice), traces.origin(), traces.client(),
                    true, traces.listed(), true, Optional.of(kind), Optional.of(traces.token()));
        }

        private LoginRow noise(long millis) {
            Country country = world.noisy(noise);
            Provider provider = country.provider(Provider.Role.HOSTING, noise);
            String address = provider.address(provider.anyPrefix(noise), noise);
            double which = noise.uniform();
            Client client = which < BOT ? CRAWLER : which < BOT + UNREADABLE ? SCRIPT : Market.any(noise).client(millis / MILLIS_PER_DAY);
            Origin origin = new Origin(address, country.code(), "-", country.city(noise), provider.asn());
            return new LoginRow(index++, START.plusMillis(millis), PSEUDO_USER, roundTrip(noise), origin, client, false, true, false,
                    Optional.empty(), Optional.empty());
        }

        private static OptionalDouble roundTrip(Dice dice) {
            double normal = dice.normal();
            return OptionalDouble.of(Math.rint(MEDIAN_ROUND_TRIP * Math.exp(normal * (normal < 0 ? BELOW_MEDIAN : ABOVE_MEDIAN))));
        }
    }
}
