package dev.gatehouse.bench.lab.generator;

import dev.gatehouse.bench.lab.log.Attacker;
import dev.gatehouse.bench.lab.log.Client;
import dev.gatehouse.bench.lab.log.DeviceToken;
import dev.gatehouse.bench.lab.log.LoginRow;
import dev.gatehouse.bench.lab.log.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A log of a different kind of realm, generated differently, to test the model on data that it was not tuned with. Employees of
 * companies in five countries log in on working days; each has a state that changes from day to day. Offices share gateways. Home
 * lines are renumbered, some daily, a third with IPv6; one provider is acquired by another; browsers are released every four weeks,
 * and one is renamed; a quarter of the users join later.
 */
public final class DriftedLog implements LoginGenerator {

    private static final Instant START = Instant.parse("2025-03-03T00:00:00Z");
    private static final double[] COUNTRY_SHARES = {0.55, 0.2, 0.1, 0.1, 0.05};
    private static final int PEOPLE_PER_COMPANY = 60;
    private static final double WORKS = 0.88;
    private static final double LOGS_IN_TWICE = 0.2;
    private static final double MILLIS_PER_DAY = 86_400_000;
    private static final int COMPANY_SEED = 1001;
    private static final int PERSON_SEED = 1002;
    private static final int DAY_SEED = 1003;

    private final long seed;
    private final int users;
    private final int days;
    private final double attacked;
    private final double lostTokens;
    private final List<Company> companies;

    /**
     * Creates a log.
     *
     * @param users the number of users, at least 1
     * @param days the duration in days, at least 1
     * @param attacked share of users who are attacked, once each, from 0 to 1
     * @param lostTokens share of logins without the token that was stored in the browser
     */
    public DriftedLog(long seed, int users, int days, double attacked, double lostTokens) {
        this.seed = seed;
        this.users = users;
        this.days = days;
        this.attacked = attacked;
        this.lostTokens = lostTokens;
        Dice dice = Dice.of(seed, COMPANY_SEED, 0);
        companies = IntStream.rangeClosed(0, users / PEOPLE_PER_COMPANY)
                .mapToObj(number -> new Company(number & 1023, dice.weighted(COUNTRY_SHARES), dice.chance(0.3)))
                .toList();
    }

    @Override
    public boolean isMinority(String user) {
        return employee(Integer.parseInt(user)).company().country() != 0;
    }

    private Employee employee(int user) {
        Dice dice = Dice.of(seed, PERSON_SEED, user);
        return new Employee(user, dice.oneOf(companies), dice);
    }

    @Override
    public Stream<LoginRow> rows() {
        List<Employee> people =
                IntStream.range(0, users).mapToObj(this::employee).toList();
        long[] index = {0};
        return IntStream.range(0, days)
                .boxed()
                .flatMap(day -> day(day, people).stream().sorted(Comparator.comparing(LoginRow::time)))
                .map(row -> new LoginRow(
                        index[0]++,
                        row.time(),
                        row.user(),
                        row.roundTripMillis(),
                        row.origin(),
                        row.client(),
                        row.successful(),
                        row.attackIp(),
                        row.takeover(),
                        row.attacker(),
                        row.token()));
    }

    private List<LoginRow> day(int day, List<Employee> people) {
        List<LoginRow> rows = new ArrayList<>();
        boolean isWeekend = day % 7 >= 5;
        for (int user = 0; user < people.size(); user++) {
            Dice life = Dice.of(seed, PERSON_SEED + 10, user);
            int joins = life.chance(0.75) ? 0 : (int) (life.uniform() * days * 0.8);
            int attackDay = life.chance(attacked) ? joins + 1 + (int) (life.uniform() * (days - joins)) : -1;
            Dice dice = Dice.of(seed, DAY_SEED + day * 100L, user);
            Employee person = people.get(user);
            if (day == joins || day > joins && dice.chance(isWeekend ? 0.05 : WORKS)) {
                person.workOn(dice);
                for (int logins = dice.chance(LOGS_IN_TWICE) ? 2 : 1; logins > 0; logins--) {
                    rows.add(own(user, person, day, dice));
                }
            }
            if (day == attackDay) {
                rows.add(attack(user, person, day, dice));
            }
        }
        return rows;
    }

    private LoginRow own(int user, Employee person, int day, Dice dice) {
        Client client = person.client(day, dice);
        boolean hasToken = person.remember(client, dice) && !dice.chance(lostTokens);
        return row(
                user,
                day + (7.5 + dice.exponential(2) % 11) / 24,
                person.origin(day, dice),
                client,
                Optional.empty(),
                hasToken ? DeviceToken.PRESENT : DeviceToken.ABSENT,
                dice);
    }

    private LoginRow attack(int user, Employee victim, int day, Dice dice) {
        Attacker kind = dice.chance(0.5) ? Attacker.NAIVE : Attacker.RESIDENTIAL;
        int country = kind == Attacker.NAIVE
                ? dice.below(Company.COUNTRIES.size())
                : victim.company().country();
        Origin origin = Company.line(country, dice.below(Company.PROVIDERS), dice.below(1024), 1 + dice.below(250));
        return row(
                user,
                day + dice.uniform(),
                origin,
                victim.client(day, dice),
                Optional.of(kind),
                DeviceToken.ABSENT,
                dice);
    }

    private static LoginRow row(
            int user, double day, Origin origin, Client client, Optional<Attacker> kind, DeviceToken token, Dice dice) {
        return new LoginRow(
                0,
                START.plusMillis((long) (day * MILLIS_PER_DAY)),
                Integer.toString(user),
                OptionalDouble.of(Math.rint(20 + dice.exponential(60))),
                origin,
                client,
                true,
                false,
                kind.isPresent(),
                kind,
                Optional.of(token));
    }
}
