package dev.gatehouse.bench.lab.company;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.bench.lab.company.CompanyEvent.OwnLogin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The networks of people have the properties that a log of a company must have. */
class CompanyNetworksTest {

    private static final CompanyPlan PLAN = CompanyPlan.callCentre().withSize(400, 150);
    private static final Events EVENTS = Events.of(PLAN);

    private static Predicate<OwnLogin> where(Where where) {
        return login -> login.where() == where;
    }

    @Test
    void eachOfficeHasOneAddress() {
        assertThat(EVENTS.share(where(Where.OFFICE))).isBetween(0.3, 0.55);
        assertThat(EVENTS.logins().stream()
                        .filter(where(Where.OFFICE))
                        .map(login -> login.network().address())
                        .distinct())
                .hasSize(PLAN.habits().offices());
        assertThat(EVENTS.changedPrefixes(where(Where.OFFICE))).isZero();
    }

    @Test
    void homesKeepTheirPrefixOrChangeItAtIntervalsOrForEachSession() {
        assertThat(EVENTS.share(where(Where.HOME))).isBetween(0.25, 0.45);
        assertThat(EVENTS.changedPrefixes(where(Where.HOME))).isBetween(0.05, 0.25);
        List<Double> changes = changesPerPerson();
        assertThat(Events.share(changes, share -> share <= 0.01)).isBetween(0.2, 0.5);
        assertThat(Events.share(changes, share -> share > 0.01 && share <= 0.2)).isBetween(0.3, 0.7);
        assertThat(Events.share(changes, share -> share > 0.8)).isBetween(0.02, 0.12);
    }

    /** For each person with many logins at home, how often the prefix is another than at the login before. */
    private static List<Double> changesPerPerson() {
        List<Double> changes = new ArrayList<>();
        for (List<OwnLogin> logins : EVENTS.byPerson().values()) {
            List<OwnLogin> atHome = logins.stream().filter(where(Where.HOME)).toList();
            if (atHome.size() >= 20) {
                changes.add(new Events(List.copyOf(atHome)).changedPrefixes(login -> true));
            }
        }
        return changes;
    }

    @Test
    void halfOfTheHomesHaveManyAddressesInOnePrefix() {
        Map<Integer, Set<String>> addresses = new HashMap<>();
        Map<Integer, Set<String>> prefixes = new HashMap<>();
        EVENTS.logins().stream().filter(where(Where.HOME)).forEach(login -> {
            addresses
                    .computeIfAbsent(login.person(), none -> new HashSet<>())
                    .add(login.network().address());
            prefixes.computeIfAbsent(login.person(), none -> new HashSet<>()).add(Events.prefix(login));
        });
        List<Integer> people = List.copyOf(addresses.keySet());
        // Besides IPv6 these are the few with shared IPv4, whose addresses are in few prefixes.
        assertThat(Events.share(
                        people,
                        person -> addresses.get(person).size()
                                > 3 * prefixes.get(person).size()))
                .isBetween(0.4, 0.65);
    }

    @Test
    void eachSessionAtACarrierHasAnotherPrefix() {
        assertThat(EVENTS.share(where(Where.CARRIER))).isBetween(0.15, 0.35);
        assertThat(EVENTS.changedPrefixes(where(Where.CARRIER))).isGreaterThan(0.98);
        Map<String, Integer> uses = new HashMap<>();
        EVENTS.logins().stream()
                .filter(where(Where.CARRIER))
                .forEach(login -> uses.merge(Events.prefix(login), 1, Integer::sum));
        long sessions = uses.values().stream().mapToInt(count -> count).sum();
        // Half of the sessions are in a small pool of IPv4, the others in a large one of IPv6.
        assertThat(uses.values().stream()
                                .filter(count -> count > 20)
                                .mapToInt(count -> count)
                                .sum()
                        / (double) sessions)
                .isBetween(0.45, 0.55);
    }

    @Test
    void peopleTravelAbroadAndRoam() {
        assertThat(EVENTS.share(where(Where.HOTEL))).isBetween(0.002, 0.02);
        assertThat(EVENTS.share(where(Where.ROAMING))).isBetween(0.001, 0.01);
        assertThat(EVENTS.shareOfPeople(logins -> logins.stream().anyMatch(where(Where.HOTEL))))
                .isBetween(0.1, 0.27);
        assertThat(EVENTS.logins())
                .allMatch(login -> login.network().country().equals("NL") == (login.where() != Where.HOTEL));
    }

    @Test
    void someHideTheirAddress() {
        assertThat(EVENTS.share(where(Where.VPN))).isBetween(0.002, 0.02);
        assertThat(EVENTS.share(where(Where.RELAY))).isBetween(0.001, 0.01);
    }

    @Test
    void peopleInTheFieldMostlyUseCarriersAndTravelMuch() {
        Events field = Events.of(CompanyPlan.field().withSize(200, 120));
        assertThat(field.share(where(Where.CARRIER))).isBetween(0.5, 0.8);
        assertThat(field.share(login -> login.where() == Where.HOTEL || login.where() == Where.ROAMING))
                .isBetween(0.01, 0.05);
    }
}
