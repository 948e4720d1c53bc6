package dev.gatehouse.bench.lab.company;

import static dev.gatehouse.bench.lab.company.Events.day;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.bench.lab.company.CompanyEvent.Attack;
import dev.gatehouse.bench.lab.company.CompanyEvent.OwnLogin;
import dev.gatehouse.risk.model.Network;
import dev.gatehouse.risk.model.UserAgent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Attackers attack whom, when, and from where {@link Attacker} says. */
class CompanyAttacksTest {

    private static final CompanyPlan PLAN = CompanyPlan.callCentre().withSize(400, 150);
    private static final Events EVENTS = Events.of(PLAN);
    private static final Map<Integer, List<OwnLogin>> LOGINS = EVENTS.byPerson();

    private static List<Attack> attacks(Attacker kind) {
        return EVENTS.attacks().stream()
                .filter(attack -> attack.kind() == kind && !attack.isOnNewcomer())
                .toList();
    }

    private static double joined(Attack attack) {
        return Math.floor(day(LOGINS.get(attack.person()).get(0).time()));
    }

    /** The share of the attacks whose value is among those of the victim's own logins. */
    private static double likeVictim(
            Attacker kind, Function<Attack, Object> ofAttack, Function<OwnLogin, Object> ofLogin) {
        Map<Integer, Set<Object>> known = new HashMap<>();
        EVENTS.logins().forEach(login -> known.computeIfAbsent(login.person(), none -> new HashSet<>())
                .add(ofLogin.apply(login)));
        return Events.share(attacks(kind), attack -> known.get(attack.person()).contains(ofAttack.apply(attack)));
    }

    private static double knownUserAgents(Attacker kind) {
        return likeVictim(kind, Attack::userAgent, OwnLogin::userAgent);
    }

    @Test
    void anAttackHasNoStoreOfTheVictim() {
        assertThat(Arrays.stream(Attack.class.getRecordComponents()))
                .noneMatch(part -> part.getType().equals(Store.class));
    }

    @Test
    void eachKindAttacksAsOftenAndOnlyPeopleWhoHaveBeenThereForTwoWeeks() {
        // Nobody is attacked in the first 30 days.
        double expected = PLAN.attacks() * PLAN.people() * (PLAN.days() - 30);
        for (Attacker kind : Attacker.values()) {
            assertThat(attacks(kind).size() / expected).as("%s", kind).isBetween(0.75, 1.0);
            assertThat(attacks(kind)).allSatisfy(attack -> assertThat(day(attack.time()))
                    .isGreaterThanOrEqualTo(Math.max(30, joined(attack) + 14)));
        }
    }

    @Test
    void newcomersAreAttackedInTheirFirstWeekByTwoKinds() {
        List<Attack> onNewcomers =
                EVENTS.attacks().stream().filter(Attack::isOnNewcomer).toList();
        assertThat(onNewcomers.stream().map(Attack::kind).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Attacker.SAME_ISP, Attacker.RESIDENTIAL);
        assertThat(onNewcomers).allSatisfy(attack -> {
            assertThat(joined(attack)).isGreaterThanOrEqualTo(30);
            assertThat(day(attack.time()) - joined(attack)).isBetween(1.0, 7.0);
        });
        long newcomers = LOGINS.values().stream()
                .filter(logins -> day(logins.get(0).time()) >= 30)
                .count();
        assertThat(onNewcomers.size() / (double) newcomers).isBetween(1.6, 2.4);
    }

    @Test
    void onlyNaiveAttackersAndStuffingComeFromAbroad() {
        for (Attacker kind : Attacker.values()) {
            double abroad = Events.share(
                    attacks(kind), attack -> !attack.network().country().equals("NL"));
            switch (kind) {
                case NAIVE -> assertThat(abroad).isEqualTo(1);
                case STUFFING -> assertThat(abroad).isBetween(0.8, 0.9);
                default -> assertThat(abroad).as("%s", kind).isZero();
            }
        }
    }

    @Test
    void theInsiderComesFromTheVictimsOfficeWithTheStandardBrowser() {
        Map<Integer, Network> offices = new HashMap<>();
        EVENTS.logins().stream()
                .filter(login -> login.where() == Where.OFFICE)
                .forEach(login -> offices.put(login.person(), login.network()));
        assertThat(attacks(Attacker.INSIDER)).allSatisfy(attack -> {
            assertThat(attack.userAgent().browser()).isEqualTo("Edge");
            if (offices.containsKey(attack.person())) {
                assertThat(attack.network()).isEqualTo(offices.get(attack.person()));
            }
        });
    }

    @Test
    void networksOfAttackersResembleThoseOfVictimsAsDescribed() {
        Function<Attack, Object> ofAttack = attack -> attack.network().asn();
        Function<OwnLogin, Object> ofLogin = login -> login.network().asn();
        assertThat(likeVictim(Attacker.CARRIER, ofAttack, ofLogin)).isBetween(0.8, 1.0);
        assertThat(likeVictim(Attacker.SAME_ISP, ofAttack, ofLogin)).isBetween(0.95, 1.0);
        assertThat(likeVictim(Attacker.RESIDENTIAL, ofAttack, ofLogin)).isBetween(0.15, 0.4);
        assertThat(likeVictim(Attacker.AITM, ofAttack, ofLogin)).isLessThan(0.05);
        assertThat(likeVictim(Attacker.SAME_ISP, attack -> attack.network().prefix(), login -> login.network()
                        .prefix()))
                .isBetween(0.005, 0.1);
        // Exits of VPNs are shared with people of the company, as far as those use one.
        Set<String> vpns = EVENTS.logins().stream()
                .filter(login -> login.where() == Where.VPN)
                .map(Events::prefix)
                .collect(Collectors.toSet());
        assertThat(attacks(Attacker.VPN))
                .allMatch(attack -> vpns.contains(attack.network().prefix()));
    }

    @Test
    void clientsOfAttackersResembleThoseOfVictimsAsDescribed() {
        assertThat(knownUserAgents(Attacker.AITM)).isBetween(0.7, 1.0);
        assertThat(knownUserAgents(Attacker.SAME_ISP)).isBetween(0.5, 0.9);
        assertThat(knownUserAgents(Attacker.NAIVE)).isLessThan(0.2);
        assertThat(attacks(Attacker.CARRIER))
                .allMatch(attack -> attack.userAgent().deviceType() == UserAgent.DeviceType.MOBILE);
        assertThat(Events.share(
                        attacks(Attacker.STUFFING),
                        attack -> attack.userAgent().operatingSystem().equals("Linux")))
                .isBetween(0.25, 0.35);
    }
}
