package dev.gatehouse.bench.lab.hospital;

import static dev.gatehouse.bench.lab.hospital.Events.share;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.bench.lab.company.CompanyEvent.OwnLogin;
import dev.gatehouse.bench.lab.company.CompanyEvent.StoreLost;
import dev.gatehouse.bench.lab.company.Where;
import dev.gatehouse.risk.model.Network;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** People of the hospital differ as much as intended. */
class HospitalPeopleTest {

    private static final List<OwnLogin> LOGINS = Events.all(OwnLogin.class);
    private static final Map<Integer, List<OwnLogin>> PEOPLE = Events.loginsOfPeople();
    private static final Network GATEWAY = new World(1, Events.DAYS).gateway();

    @Test
    void manyUseMoreThanOneBrowserOfTheirOwn() {
        assertPeople(logins -> browsers(logins) > 1, 0.4, 0.8);
    }

    private static long browsers(List<OwnLogin> logins) {
        return logins.stream()
                .filter(login -> !login.isShared() && !login.isByApp())
                .map(login -> login.userAgent().browser())
                .distinct()
                .count();
    }

    @Test
    void someLogInFiveTimesADayAndSomeOnceAFortnight() {
        Map<List<Integer>, Long> perDay = LOGINS.stream()
                .collect(Collectors.groupingBy(
                        login -> List.of(login.person(), Events.day(login)), Collectors.counting()));
        assertThat(share(List.copyOf(perDay.values()), count -> count >= 5)).isBetween(0.05, 0.2);
        assertPeople(logins -> span(logins) > 60 && logins.size() * 7.0 / span(logins) < 0.75, 0.03, 0.12);
    }

    @Test
    void peopleJoinAllTheTimeAndSomeStayForEightWeeks() {
        assertPeople(logins -> Events.day(logins.get(0)) > 14, 0.22, 0.45);
        for (int month = 1; month < 6; month++) {
            int from = 30 * month;
            assertPeople(
                    logins -> Events.day(logins.get(0)) >= from && Events.day(logins.get(0)) < from + 30, 0.02, 0.12);
        }
        assertPeople(logins -> span(logins) <= Contract.AGENCY_DAYS && lastDay(logins) < 150, 0.04, 0.15);
    }

    @Test
    void someAreAwayForMoreThanAMonth() {
        assertPeople(logins -> longestGap(logins) > 30, 0.05, 0.2);
    }

    @Test
    void manyLiveInOneCountryAndWorkInAnotherAndSomeTravelMuch() {
        assertPeople(HospitalPeopleTest::isCrossingBorders, 0.12, 0.3);
        assertPeople(logins -> countries(logins) >= 5, 0.03, 0.12);
        assertPeople(logins -> logins.stream().anyMatch(login -> login.where() == Where.HOTEL), 0.2, 0.6);
    }

    private static boolean isCrossingBorders(List<OwnLogin> logins) {
        Optional<String> home = usualCountry(logins, login -> login.where() == Where.HOME);
        Optional<String> hospital = usualCountry(
                logins,
                login -> login.where() == Where.OFFICE && !login.network().equals(GATEWAY));
        return home.isPresent() && hospital.isPresent() && !home.equals(hospital);
    }

    private static Optional<String> usualCountry(List<OwnLogin> logins, Predicate<OwnLogin> predicate) {
        return logins.stream()
                .filter(predicate)
                .collect(Collectors.groupingBy(login -> login.network().country(), TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }

    @Test
    void browsersAreUpdatedEveryFourWeeksWithLag() {
        List<OwnLogin> own = LOGINS.stream()
                .filter(login -> login.userAgent().browser().equals("Chrome"))
                .toList();
        assertThat(share(own, login -> behind(login) == 0)).isBetween(0.55, 0.9);
        assertThat(share(own, login -> behind(login) > 2)).isBetween(0.01, 0.2);
        assertThat(own).noneMatch(login -> behind(login) < 0);
        Map<Object, Integer> versions = new HashMap<>();
        int downgrades = 0;
        for (OwnLogin login : LOGINS) {
            Integer before = versions.put(
                    List.of(login.store(), login.userAgent().browser()),
                    login.userAgent().version());
            downgrades += before != null && before > login.userAgent().version() ? 1 : 0;
        }
        // Only another device in its place may be older.
        assertThat(downgrades).isLessThan(Events.all(StoreLost.class).size() / 100);
    }

    private static int behind(OwnLogin login) {
        return Family.CHROME.newest(Events.day(login)) - login.userAgent().version();
    }

    private static void assertPeople(Predicate<List<OwnLogin>> predicate, double from, double to) {
        assertThat(share(List.copyOf(PEOPLE.values()), predicate)).isBetween(from, to);
    }

    private static long countries(List<OwnLogin> logins) {
        return logins.stream()
                .map(login -> login.network().country())
                .distinct()
                .count();
    }

    private static int lastDay(List<OwnLogin> logins) {
        return Events.day(logins.get(logins.size() - 1));
    }

    private static int span(List<OwnLogin> logins) {
        return lastDay(logins) - Events.day(logins.get(0)) + 1;
    }

    private static int longestGap(List<OwnLogin> logins) {
        int longest = 0;
        for (int i = 1; i < logins.size(); i++) {
            longest = Math.max(longest, Events.day(logins.get(i)) - Events.day(logins.get(i - 1)));
        }
        return longest;
    }
}
