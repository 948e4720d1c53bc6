package dev.gatehouse.bench.lab.company;

import static dev.gatehouse.bench.lab.company.Events.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.bench.lab.company.CompanyEvent.OwnLogin;
import dev.gatehouse.bench.lab.company.CompanyEvent.StoreLost;
import dev.gatehouse.bench.lab.company.CompanyEvent.StoreLost.Cause;
import dev.gatehouse.risk.model.Network.Listing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The people of the company do what {@link CompanyLog} promises, in shares that are stated here. */
class CompanyLogTest {

    private static final CompanyPlan PLAN = CompanyPlan.callCentre().withSize(400, 150);
    private static final Events EVENTS = Events.of(PLAN);

    @Test
    void theSameSeedGeneratesTheSameLogAndAnotherSeedAnother() {
        CompanyPlan small = PLAN.withSize(20, 40);
        assertThat(Events.of(small)).isEqualTo(Events.of(small)).isNotEqualTo(Events.of(small.withSeed(2)));
    }

    @Test
    void theLogDoesNotDependOnWhatTheConsumerDoes() {
        CompanyPlan small = PLAN.withSize(10, 20);
        CompanyLog log = new CompanyLog(small);
        assertThatThrownBy(() -> log.forEach(event -> {
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");
        List<CompanyEvent> outer = new ArrayList<>();
        log.forEach(event -> {
            if (outer.size() < 3) {
                log.forEach(inner -> assertThat(inner).isNotNull());
            }
            outer.add(event);
        });
        assertThat(outer).isEqualTo(Events.of(small).all());
    }

    @Test
    void attacksDoNotChangeWhatPeopleDo() {
        CompanyPlan small = PLAN.withSize(30, 60);
        Events without = Events.of(small.withAttacks(0));
        assertThat(without.attacks()).isEmpty();
        assertThat(without.logins()).isEqualTo(Events.of(small).logins());
    }

    @Test
    void eventsAreInTheOrderOfTimeAndWithinTheDays() {
        assertThat(EVENTS.all()).isSortedAccordingTo((a, b) -> a.time().compareTo(b.time()));
        int last = EVENTS.all().size() - 1;
        assertThat(day(EVENTS.all().get(0).time())).isNotNegative();
        assertThat(day(EVENTS.all().get(last).time())).isBetween(PLAN.days() - 1.0, (double) PLAN.days());
    }

    @Test
    void peopleLogInOnceOrMoreOnAWorkingDayAndInShifts() {
        double perDay = EVENTS.logins().size() / (double) (PLAN.people() * PLAN.days());
        assertThat(perDay).isBetween(0.7, 1.1);
        assertThat(EVENTS.share(CompanyLogTest::isAtNight)).isBetween(0.08, 0.25);
        assertThat(Events.of(CompanyPlan.office().withSize(100, 60)).share(CompanyLogTest::isAtNight))
                .isZero();
    }

    private static boolean isAtNight(OwnLogin login) {
        double hour = day(login.time()) % 1 * 24;
        return hour < 6 || hour >= 20;
    }

    @Test
    void newcomersJoinAndPeopleAreOnLeave() {
        double newcomers = EVENTS.shareOfPeople(logins -> day(logins.get(0).time()) >= 2);
        assertThat(newcomers).isBetween(0.18, 0.32);
        assertThat(EVENTS.shareOfPeople(logins -> Events.longestGap(logins) > 10))
                .isBetween(0.35, 0.75);
        assertThat(EVENTS.shareOfPeople(logins -> Events.longestGap(logins) > 99))
                .isBetween(0.002, 0.04);
    }

    @Test
    void mostLoginsAreByTheAppAndSomeAnswersAreLost() {
        assertThat(EVENTS.share(OwnLogin::isByApp)).isBetween(0.55, 0.72);
        List<OwnLogin> byApp =
                EVENTS.logins().stream().filter(OwnLogin::isByApp).toList();
        assertThat(Events.share(byApp, OwnLogin::isAnswerLost)).isBetween(0.003, 0.007);
        EVENTS.byPerson().values().forEach(logins -> {
            for (int i = 0; i + 1 < logins.size(); i++) {
                if (logins.get(i).isAnswerLost()) {
                    OwnLogin next = logins.get(i + 1);
                    assertThat(next.store()).isEqualTo(logins.get(i).store());
                    assertThat(Duration.between(logins.get(i).time(), next.time()))
                            .isLessThan(Duration.ofMinutes(2));
                }
            }
        });
    }

    @Test
    void sharedWorkstationsAndPrivateWindowsLoseTheirStoreAfterEachLogin() {
        assertThat(EVENTS.share(OwnLogin::isShared)).isBetween(0.02, 0.08);
        Map<Store, Integer> uses = new HashMap<>();
        EVENTS.logins().forEach(login -> uses.merge(login.store(), 1, Integer::sum));
        Set<Store> lost = stores(Cause.SHARED_WORKSTATION);
        assertThat(EVENTS.logins().stream().filter(OwnLogin::isShared).map(OwnLogin::store))
                .hasSameSizeAs(lost)
                .allMatch(store -> lost.contains(store) && uses.get(store) == 1);
        assertThat(stores(Cause.PRIVATE_WINDOW)).isNotEmpty().allMatch(store -> uses.get(store) == 1);
        assertThat(lossesPerLogin(EVENTS, Cause.PRIVATE_WINDOW)).isBetween(0.003, 0.04);
        assertThat(lossesPerLogin(EVENTS, Cause.EXIT)).isBetween(0.005, 0.05);
    }

    private static Set<Store> stores(Cause cause) {
        return EVENTS.losses().stream()
                .filter(loss -> loss.cause() == cause)
                .map(StoreLost::store)
                .collect(Collectors.toSet());
    }

    @Test
    void devicesAreReplacedAppsInstalledAgainAndCookiesDeleted() {
        double years = PLAN.people() * PLAN.days() / 365.0;
        assertThat(losses(EVENTS, Cause.NEW_DEVICE) / years).isBetween(0.7, 1.6);
        assertThat(losses(EVENTS, Cause.REINSTALLED) / years).isBetween(0.6, 1.4);
        assertThat(losses(EVENTS, Cause.CLEARED) / years).isBetween(0.25, 0.75);
    }

    @Test
    void appsThatDoNotKeepAnythingLoseItAfterEachLogin() {
        assertThat(losses(EVENTS, Cause.NOT_KEPT)).isZero();
        Events forgetful = Events.of(PLAN.withSize(40, 30).withKeepingApps(0));
        assertThat(losses(forgetful, Cause.NOT_KEPT))
                .isEqualTo(forgetful.logins().stream().filter(OwnLogin::isByApp).count());
    }

    private static long losses(Events events, Cause cause) {
        return events.losses().stream().filter(loss -> loss.cause() == cause).count();
    }

    private static double lossesPerLogin(Events events, Cause cause) {
        return losses(events, cause) / (double) events.logins().size();
    }

    @Test
    void versionsGrowAndManyLoginsAreWithAnOldOne() {
        Map<String, Integer> newest = new HashMap<>();
        int old = 0;
        for (OwnLogin login : EVENTS.logins()) {
            String name = login.userAgent().browser();
            int version = login.userAgent().version();
            old += version < newest.merge(name, version, Math::max) ? 1 : 0;
        }
        assertThat(old / (double) EVENTS.logins().size()).isBetween(0.15, 0.45);
        assertThat(newest)
                .containsOnlyKeys("AcmeAgent", "Edge", "Firefox", "Chrome", "Safari", "Mobile Safari", "Chrome Mobile")
                .containsEntry("Edge", 125)
                .containsEntry("AcmeAgent", 12)
                .containsEntry("Mobile Safari", 19);
    }

    @Test
    void listedHostingIsOnTheListAndNothingElse() {
        assertThat(EVENTS.logins()).allMatch(login -> login.network().listing() == Listing.NONE);
        Events listed = Events.of(PLAN.withSize(100, 40).withHostingListed(true));
        Set<Where> where = new HashSet<>();
        listed.logins().stream()
                .filter(login -> login.network().listing() == Listing.HOSTING)
                .forEach(login -> where.add(login.where()));
        assertThat(where).containsExactlyInAnyOrder(Where.VPN, Where.RELAY);
    }

    @Test
    void aSmallTeamHasTenPeople() {
        assertThat(Events.of(CompanyPlan.smallTeam()).byPerson()).hasSize(10);
    }

    @Test
    void plansWithoutMeaningAreRefused() {
        assertThatThrownBy(() -> PLAN.withSize(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PLAN.withSize(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PLAN.withAttacks(1.1)).hasMessage("a share must be from 0 to 1, not 1.1");
        assertThatThrownBy(() -> PLAN.withKeepingApps(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Habits(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
                .hasMessage("a kind of workplace must have a weight above 0");
        assertThatThrownBy(() -> new Habits(4, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0))
                .hasMessage("offices must be from 1 to 3");
    }
}
