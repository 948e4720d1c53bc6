package dev.gatehouse.bench.lab.logistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.bench.lab.company.Attacker;
import dev.gatehouse.bench.lab.company.CompanyEvent;
import dev.gatehouse.bench.lab.company.CompanyEvent.Attack;
import dev.gatehouse.bench.lab.company.CompanyEvent.OwnLogin;
import dev.gatehouse.bench.lab.company.CompanyEvent.StoreLost;
import dev.gatehouse.bench.lab.company.CompanyEvent.StoreLost.Cause;
import dev.gatehouse.bench.lab.company.CompanyLog;
import dev.gatehouse.bench.lab.company.Where;
import dev.gatehouse.risk.model.UserAgent.DeviceType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LogisticsLogTest {

    private static final List<CompanyEvent> EVENTS = events(new LogisticsLog(1));
    private static final List<OwnLogin> LOGINS = only(OwnLogin.class);
    private static final List<Attack> ATTACKS = only(Attack.class);
    private static final Map<Integer, List<OwnLogin>> BY_PERSON =
            LOGINS.stream().collect(Collectors.groupingBy(OwnLogin::person));

    private static List<CompanyEvent> events(LogisticsLog log) {
        List<CompanyEvent> events = new ArrayList<>();
        log.forEach(events::add);
        return events;
    }

    private static <T> List<T> only(Class<T> type) {
        return EVENTS.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static double share(Predicate<OwnLogin> condition) {
        return LOGINS.stream().filter(condition).count() / (double) LOGINS.size();
    }

    private static double shareOfPeople(Predicate<List<OwnLogin>> condition) {
        return BY_PERSON.values().stream().filter(condition).count() / (double) BY_PERSON.size();
    }

    private static <T> long distinct(List<OwnLogin> logins, Function<OwnLogin, T> value) {
        return logins.stream().map(value).distinct().count();
    }

    private static long day(Instant time) {
        return Duration.between(CompanyLog.START, time).toDays();
    }

    private static long firstDay(List<OwnLogin> logins) {
        return day(logins.get(0).time());
    }

    private static long lastDay(List<OwnLogin> logins) {
        return day(logins.get(logins.size() - 1).time());
    }

    @Test
    void isTheSameForTheSameSeed() {
        LogisticsLog log = new LogisticsLog(7, 40, 60);
        assertThat(events(log)).isEqualTo(events(log)).isEqualTo(events(new LogisticsLog(7, 40, 60)));
        assertThat(events(log)).isNotEqualTo(events(new LogisticsLog(8, 40, 60)));
    }

    @Test
    void beginsOnDayZeroAndIsInOrderOfTime() {
        assertThat(day(EVENTS.get(0).time())).isZero();
        assertThat(EVENTS).isSortedAccordingTo(Comparator.comparing(CompanyEvent::time));
        assertThat(day(EVENTS.get(EVENTS.size() - 1).time())).isEqualTo(179);
    }

    @Test
    void rejectsImpossibleSizes() {
        assertThatThrownBy(() -> new LogisticsLog(1, 0, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LogisticsLog(1, 10, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void peopleLogInFromEverywhere() {
        assertThat(share(login -> login.where() == Where.OFFICE)).isBetween(0.4, 0.75);
        assertThat(share(login -> login.where() == Where.CARRIER)).isBetween(0.12, 0.4);
        assertThat(share(login -> login.where() == Where.HOME)).isBetween(0.05, 0.2);
        assertThat(share(login -> login.where() == Where.ROAMING)).isBetween(0.02, 0.15);
        assertThat(share(login -> login.where() == Where.HOTEL)).isBetween(0.01, 0.1);
        assertThat(share(login -> login.where() == Where.VPN)).isBetween(0.002, 0.05);
        assertThat(share(login -> login.where() == Where.RELAY)).isBetween(0.0005, 0.03);
    }

    @Test
    void driversSignInThroughCarriersOfManyCountries() {
        assertThat(shareOfPeople(logins -> logins.stream()
                                .filter(login -> login.where() == Where.CARRIER)
                                .map(login -> login.network().country())
                                .distinct()
                                .count()
                        >= 4))
                .isBetween(0.02, 0.12);
    }

    @Test
    void someUseTerminalsAndSomeTheApp() {
        assertThat(share(OwnLogin::isShared)).isBetween(0.12, 0.4);
        assertThat(share(OwnLogin::isByApp)).isBetween(0.12, 0.4);
        assertThat(LOGINS).noneMatch(login -> login.isShared() && login.isByApp());
        assertThat(LOGINS.stream().filter(OwnLogin::isShared)).allMatch(login -> login.where() == Where.OFFICE);
        assertThat(share(login -> login.userAgent().deviceType() == DeviceType.TABLET))
                .isPositive();
    }

    @Test
    void anAppThatLosesAnAnswerTriesAgainSoon() {
        List<OwnLogin> byApp = LOGINS.stream().filter(OwnLogin::isByApp).toList();
        List<OwnLogin> lost = byApp.stream().filter(OwnLogin::isAnswerLost).toList();
        assertThat(lost.size() / (double) byApp.size()).isBetween(0.002, 0.009);
        assertThat(LOGINS).noneMatch(login -> login.isAnswerLost() && !login.isByApp());
        assertThat(lost).allMatch(login -> byApp.stream()
                .anyMatch(other -> other.store().equals(login.store())
                        && other.time().isAfter(login.time())
                        && other.time().isBefore(login.time().plusSeconds(120))));
    }

    @Test
    void someLogInFiveTimesADayAndSomeOnceAFortnight() {
        assertThat(shareOfPeople(logins -> lastDay(logins) - firstDay(logins) > 60 && perDay(logins) < 0.13))
                .isBetween(0.08, 0.3);
        assertThat(shareOfPeople(logins -> logins.size() >= 4.5 * distinct(logins, login -> day(login.time()))))
                .isBetween(0.02, 0.12);
    }

    private static double perDay(List<OwnLogin> logins) {
        return logins.size() / (lastDay(logins) - firstDay(logins) + 1.0);
    }

    @Test
    void newcomersJoinAllTheTimeAndMostOfASeasonInAutumn() {
        for (int month = 1; month < 6; month++) {
            long from = month * 30;
            assertThat(shareOfPeople(logins -> firstDay(logins) >= from && firstDay(logins) < from + 30))
                    .isBetween(0.01, 0.15);
        }
        // They leave after eight weeks, unless the log ends before.
        assertThat(shareOfPeople(logins -> firstDay(logins) >= 105 && lastDay(logins) - firstDay(logins) <= 56))
                .isBetween(0.05, 0.2);
    }

    @Test
    void someAreAbsentForLong() {
        assertThat(shareOfPeople(logins -> logins.size() > 60 && longestGap(logins) > 20))
                .isBetween(0.01, 0.15);
    }

    private static long longestGap(List<OwnLogin> logins) {
        long longest = 0;
        for (int i = 1; i < logins.size(); i++) {
            longest = Math.max(
                    longest, day(logins.get(i).time()) - day(logins.get(i - 1).time()));
        }
        return longest;
    }

    @Test
    void browsersAreUpdatedAboutEveryFourWeeks() {
        Map<Object, Set<Integer>> versions = new HashMap<>();
        LOGINS.stream()
                .filter(login -> login.userAgent().browser().equals("Edge"))
                .forEach(login -> versions.computeIfAbsent(login.store(), store -> new HashSet<>())
                        .add(login.userAgent().version()));
        assertThat(versions.values().stream().mapToInt(Set::size).max().orElse(0))
                .isBetween(6, 8);
    }

    @Test
    void storesAreLostForEveryReason() {
        Map<Cause, Long> causes =
                only(StoreLost.class).stream().collect(Collectors.groupingBy(StoreLost::cause, Collectors.counting()));
        assertThat(causes)
                .containsOnlyKeys(
                        Cause.CLEARED,
                        Cause.EXIT,
                        Cause.PRIVATE_WINDOW,
                        Cause.SHARED_WORKSTATION,
                        Cause.NEW_DEVICE,
                        Cause.REINSTALLED);
        assertThat(causes.get(Cause.SHARED_WORKSTATION) / (double) LOGINS.size())
                .isBetween(0.05, 0.3);
        assertThat(causes.get(Cause.EXIT) + causes.get(Cause.PRIVATE_WINDOW)).isBetween(500L, 8000L);
    }

    @Test
    void peopleSometimesShareAnAddressAndAStoreHasOneUserOnly() {
        assertThat(LOGINS).allMatch(login -> login.person() == login.store().person());
        assertThat(distinct(LOGINS, login -> login.network().address())).isGreaterThan(1000);
        assertThat(LOGINS)
                .allMatch(login ->
                        !login.network().address().equals(login.network().prefix()));
        assertThat(shareOfPeople(
                        logins -> distinct(logins, login -> login.userAgent().browser()) > 1))
                .isGreaterThan(0.4);
    }

    @Test
    void eachKindAttacksAboutAsOftenAsIntended() {
        double days = BY_PERSON.values().stream()
                .mapToLong(logins -> Math.max(0, lastDay(logins) - Math.max(30, firstDay(logins) + 14)))
                .sum();
        Map<Attacker, Long> kinds = ATTACKS.stream()
                .filter(attack -> !attack.isOnNewcomer())
                .collect(Collectors.groupingBy(Attack::kind, Collectors.counting()));
        assertThat(kinds).containsOnlyKeys(Attacker.values());
        assertThat(kinds.values()).allSatisfy(count -> assertThat(count / days).isBetween(0.024, 0.036));
    }

    @Test
    void attackersWaitForTheVictimToBeKnown() {
        assertThat(ATTACKS).allMatch(attack -> day(attack.time()) >= 30);
        assertThat(ATTACKS).allMatch(attack -> {
            long known = day(attack.time()) - firstDay(BY_PERSON.get(attack.person()));
            return attack.isOnNewcomer() ? known > 0 && known < 7 : known >= 14;
        });
        Map<Attacker, Long> onNewcomers = ATTACKS.stream()
                .filter(Attack::isOnNewcomer)
                .collect(Collectors.groupingBy(Attack::kind, Collectors.counting()));
        assertThat(onNewcomers).containsOnlyKeys(Attacker.SAME_ISP, Attacker.RESIDENTIAL);
    }

    @Test
    void attackersKnowTheirVictims() {
        // An update in the night before may be one that the victim has not logged in with.
        assertThat(shareOfAttacks(
                        Attacker.AITM, (attack, login) -> login.userAgent().equals(attack.userAgent())))
                .isBetween(0.6, 1.0);
        for (Attacker kind : List.of(Attacker.RESIDENTIAL, Attacker.SAME_ISP)) {
            assertThat(shareOfAttacks(kind, (attack, login) -> login.userAgent()
                            .browser()
                            .equals(attack.userAgent().browser())))
                    .isGreaterThan(0.8);
        }
        assertThat(shareOfAttacks(Attacker.CARRIER, (attack, login) -> login.network()
                        .asn()
                        .equals(attack.network().asn())))
                .isGreaterThan(0.6);
        assertThat(shareOfAttacks(Attacker.INSIDER, (attack, login) -> login.network()
                        .prefix()
                        .equals(attack.network().prefix())))
                .isGreaterThan(0.5);
        Set<String> services = LOGINS.stream()
                .filter(login -> login.where() == Where.VPN)
                .map(login -> login.network().asn())
                .collect(Collectors.toSet());
        assertThat(ATTACKS.stream().filter(attack -> attack.kind() == Attacker.VPN))
                .allMatch(attack -> services.contains(attack.network().asn()));
    }

    private interface Likeness {
        boolean of(Attack attack, OwnLogin login);
    }

    /** The share of attacks that are, in this respect, like some login of the victim before. */
    private static double shareOfAttacks(Attacker kind, Likeness likeness) {
        List<Attack> attacks =
                ATTACKS.stream().filter(attack -> attack.kind() == kind).toList();
        long alike = attacks.stream()
                .filter(attack -> BY_PERSON.get(attack.person()).stream()
                        .anyMatch(login -> login.time().isBefore(attack.time()) && likeness.of(attack, login)))
                .count();
        return alike / (double) attacks.size();
    }
}
