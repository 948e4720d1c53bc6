package dev.gatehouse.bench.lab.hospital;

import static dev.gatehouse.bench.lab.hospital.Events.share;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.bench.lab.company.Attacker;
import dev.gatehouse.bench.lab.company.CompanyEvent.Attack;
import dev.gatehouse.bench.lab.company.CompanyEvent.OwnLogin;
import dev.gatehouse.bench.lab.company.Where;
import dev.gatehouse.risk.model.UserAgent;
import dev.gatehouse.risk.model.UserAgent.DeviceType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Attackers know as much as {@link Attacker} says, neither more nor less. */
class HospitalAttacksTest {

    private static final Set<String> HOME_COUNTRIES = Set.of("CH", "DE", "FR");
    private static final Map<Integer, List<OwnLogin>> PEOPLE = Events.loginsOfPeople();

    @ParameterizedTest
    @EnumSource
    void attackersOfEachKindComeOnThreePercentOfTheDays(Attacker kind) {
        List<Attack> attacks = Events.attacks(kind).stream()
                .filter(attack -> !attack.isOnNewcomer())
                .toList();
        // From day 30 on; a quarter of the people come later or leave.
        assertThat(attacks.size() / (0.75 * Events.PEOPLE * (Events.DAYS - 30))).isBetween(0.025, 0.037);
        assertThat(attacks).allMatch(attack -> Events.day(attack) >= 30);
        assertThat(attacks).allMatch(attack -> firstLogin(attack).time().isBefore(attack.time()));
        // Some who were there before the log begins log in so rarely that their first login is late.
        assertThat(share(attacks, attack -> Events.day(attack) - Events.day(firstLogin(attack)) < 14))
                .isLessThan(0.01);
    }

    private static OwnLogin firstLogin(Attack attack) {
        return PEOPLE.get(attack.person()).get(0);
    }

    @Test
    void newcomersAreAttackedInTheirFirstWeekFromLinesOfConsumers() {
        List<Attack> attacks =
                Events.all(Attack.class).stream().filter(Attack::isOnNewcomer).toList();
        assertThat(attacks).extracting(Attack::kind).containsOnly(Attacker.RESIDENTIAL, Attacker.SAME_ISP);
        assertThat(attacks).hasSizeBetween(25, 80).allMatch(attack -> {
            int first = Events.day(firstLogin(attack));
            return first > 0 && Events.day(attack) - first <= 7;
        });
    }

    @Test
    void careAboutTheCountryIsWhatNaiveAttackersLack() {
        assertThat(countries(Attacker.NAIVE)).doesNotContainAnyElementsOf(HOME_COUNTRIES);
        assertThat(share(Events.attacks(Attacker.STUFFING), HospitalAttacksTest::isInHomeCountry))
                .isBetween(0.05, 0.2);
        for (Attacker kind : List.of(Attacker.VPN, Attacker.AITM, Attacker.RESIDENTIAL, Attacker.SAME_ISP)) {
            assertThat(HOME_COUNTRIES).containsAll(countries(kind));
        }
    }

    @Test
    void vpnIsOneThatPeopleUse() {
        Set<String> used = PEOPLE.values().stream()
                .flatMap(List::stream)
                .filter(login -> login.where() == Where.VPN)
                .map(login -> login.network().asn())
                .collect(Collectors.toSet());
        assertThat(used)
                .containsAll(Events.attacks(Attacker.VPN).stream()
                        .map(attack -> attack.network().asn())
                        .toList());
    }

    @Test
    void aitmShowsTheExactBrowserAndOthersOneLikeIt() {
        assertThat(share(Events.attacks(Attacker.AITM), attack -> isBrowserOfVictim(attack, agent -> agent)))
                .isGreaterThan(0.8);
        for (Attacker kind : List.of(Attacker.AITM, Attacker.RESIDENTIAL, Attacker.SAME_ISP)) {
            assertThat(share(
                            Events.attacks(kind),
                            attack -> isBrowserOfVictim(
                                    attack, agent -> List.of(agent.browser(), agent.operatingSystem()))))
                    .isGreaterThan(0.98);
        }
        assertThat(share(Events.attacks(Attacker.RESIDENTIAL), attack -> isBrowserOfVictim(attack, agent -> agent)))
                .isBetween(0.3, 0.9);
    }

    @Test
    void providerIsThatOfTheVictim() {
        assertThat(share(
                        atHome(Attacker.SAME_ISP),
                        attack -> isUsed(
                                attack, Where.HOME, login -> login.network().asn())))
                .isGreaterThan(0.97);
        assertThat(share(
                        atHome(Attacker.RESIDENTIAL),
                        attack -> isUsed(
                                attack, Where.HOME, login -> login.network().asn())))
                .isBetween(0.2, 0.6);
        assertThat(share(
                        atHome(Attacker.SAME_ISP),
                        attack -> isUsed(
                                attack, Where.HOME, login -> login.network().prefix())))
                .isLessThan(0.02);
    }

    @Test
    void carrierIsThatOfTheVictimWithAPhone() {
        List<Attack> attacks = Events.attacks(Attacker.CARRIER);
        assertThat(attacks).allMatch(attack -> attack.userAgent().deviceType() == DeviceType.MOBILE);
        assertThat(share(attacks, attack -> PEOPLE.get(attack.person()).stream()
                        .anyMatch(login ->
                                login.network().asn().equals(attack.network().asn()))))
                .isGreaterThan(0.8);
    }

    @Test
    void insidersAreInTheHospitalWithItsStandardBrowser() {
        Set<Object> stations = PEOPLE.values().stream()
                .flatMap(List::stream)
                .filter(OwnLogin::isShared)
                .map(login -> List.of(Events.day(login), login.network().prefix(), login.userAgent()))
                .collect(Collectors.toSet());
        assertThat(share(
                        Events.attacks(Attacker.INSIDER),
                        attack -> stations.contains(
                                List.of(Events.day(attack), attack.network().prefix(), attack.userAgent()))))
                .isGreaterThan(0.95);
    }

    private static List<Attack> atHome(Attacker kind) {
        Predicate<Attack> isKnown =
                attack -> PEOPLE.get(attack.person()).stream().anyMatch(login -> login.where() == Where.HOME);
        return Events.attacks(kind).stream().filter(isKnown).toList();
    }

    private static boolean isUsed(Attack attack, Where where, Function<OwnLogin, String> property) {
        OwnLogin same = new OwnLogin(
                attack.time(),
                attack.person(),
                attack.network(),
                attack.userAgent(),
                PEOPLE.get(attack.person()).get(0).store(),
                false,
                false,
                false,
                where);
        return PEOPLE.get(attack.person()).stream()
                .filter(login -> login.where() == where)
                .anyMatch(login -> property.apply(login).equals(property.apply(same)));
    }

    private static boolean isBrowserOfVictim(Attack attack, Function<UserAgent, Object> property) {
        return PEOPLE.get(attack.person()).stream()
                .anyMatch(login -> property.apply(login.userAgent()).equals(property.apply(attack.userAgent())));
    }

    private static boolean isInHomeCountry(Attack attack) {
        return HOME_COUNTRIES.contains(attack.network().country());
    }

    private static Set<String> countries(Attacker kind) {
        return Events.attacks(kind).stream()
                .map(attack -> attack.network().country())
                .collect(Collectors.toSet());
    }
}
