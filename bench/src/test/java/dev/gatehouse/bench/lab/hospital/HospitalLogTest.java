package dev.gatehouse.bench.lab.hospital;

import static dev.gatehouse.bench.lab.hospital.Events.share;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gatehouse.bench.lab.company.CompanyEvent;
import dev.gatehouse.bench.lab.company.CompanyEvent.OwnLogin;
import dev.gatehouse.bench.lab.company.CompanyEvent.StoreLost;
import dev.gatehouse.bench.lab.company.CompanyEvent.StoreLost.Cause;
import dev.gatehouse.bench.lab.company.Where;
import dev.gatehouse.risk.model.Network;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The hospital's log is deterministic, and what happens there happens as often as intended. */
class HospitalLogTest {

    private static final List<OwnLogin> LOGINS = Events.all(OwnLogin.class);
    private static final Network GATEWAY = new World(1, Events.DAYS).gateway();

    @Test
    void sameSeedGivesTheSameEventsWhateverTheConsumerDoes() {
        HospitalLog log = new HospitalLog(7, 60, 60);
        List<CompanyEvent> events = Events.of(log);
        assertThatIllegalStateException()
                .isThrownBy(() -> log.forEach(event -> {
                    throw new IllegalStateException("enough");
                }));
        assertThat(Events.of(log)).isEqualTo(events);
        assertThat(Events.of(new HospitalLog(7, 60, 60))).isEqualTo(events);
        assertThat(Events.of(new HospitalLog(8, 60, 60))).isNotEqualTo(events);
    }

    @Test
    void logOfFewerPeopleHasTheFirstOnes() {
        List<CompanyEvent> few = Events.of(new HospitalLog(1, 3, Events.DAYS));
        assertThat(few)
                .isEqualTo(
                        Events.ALL.stream().filter(event -> event.person() < 3).toList());
    }

    @Test
    void eventsAreInTheOrderOfTimeFromTheFirstDayToTheLast() {
        assertThat(Events.ALL).isSortedAccordingTo(Comparator.comparing(CompanyEvent::time));
        assertThat(Events.day(Events.ALL.get(0))).isZero();
        assertThat(Events.ALL.get(0).time()).isAfterOrEqualTo(Clock.startOf(0));
        assertThat(Events.day(Events.ALL.get(Events.ALL.size() - 1))).isEqualTo(Events.DAYS - 1);
    }

    @Test
    void sizesAreChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HospitalLog(1, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new HospitalLog(1, 1, 0));
        assertThat(Events.of(new HospitalLog(1, 1, 1)).size()).isLessThan(10);
    }

    @Test
    void peopleLogInFromAllKindsOfPlaces() {
        assertShare(login -> login.where() == Where.OFFICE, 0.55, 0.72);
        assertShare(login -> login.where() == Where.HOME, 0.15, 0.25);
        assertShare(login -> login.where() == Where.CARRIER, 0.07, 0.14);
        assertShare(login -> login.where() == Where.ROAMING, 0.01, 0.04);
        assertShare(login -> login.where() == Where.HOTEL, 0.01, 0.03);
        assertShare(login -> login.where() == Where.VPN, 0.003, 0.015);
        assertShare(login -> login.where() == Where.RELAY, 0.003, 0.015);
        assertShare(login -> login.network().prefix().startsWith("six"), 0.08, 0.25);
        assertShare(login -> login.network().equals(GATEWAY), 0.02, 0.09);
    }

    @Test
    void peopleUseStationsComputersPhonesAndTheApp() {
        assertShare(OwnLogin::isShared, 0.33, 0.5);
        assertShare(OwnLogin::isByApp, 0.1, 0.2);
        assertShare(
                login -> !login.isByApp() && login.userAgent().operatingSystem().matches("Android|iOS"), 0.08, 0.2);
        assertThat(LOGINS).noneMatch(login -> login.isByApp() && login.isShared());
    }

    @Test
    void someAnswersAreLostAndTheAppTriesAgain() {
        List<OwnLogin> byApp = LOGINS.stream().filter(OwnLogin::isByApp).toList();
        List<OwnLogin> lost = LOGINS.stream().filter(OwnLogin::isAnswerLost).toList();
        assertThat(share(byApp, OwnLogin::isAnswerLost)).isBetween(0.003, 0.008);
        assertThat(lost).allMatch(OwnLogin::isByApp);
        assertThat(share(lost, login -> byApp.stream().anyMatch(other -> isRetry(login, other))))
                .isGreaterThan(0.95);
    }

    private static boolean isRetry(OwnLogin lost, OwnLogin other) {
        return other.store().equals(lost.store())
                && other.network().equals(lost.network())
                && other.time().isAfter(lost.time())
                && other.time().isBefore(lost.time().plus(Duration.ofMinutes(1)));
    }

    @Test
    void storesLoseTheirContentForEachReason() {
        Map<Cause, Long> causes = Events.all(StoreLost.class).stream()
                .collect(Collectors.groupingBy(StoreLost::cause, Collectors.counting()));
        assertThat(causes.keySet())
                .containsExactlyInAnyOrder(
                        Cause.CLEARED,
                        Cause.EXIT,
                        Cause.PRIVATE_WINDOW,
                        Cause.SHARED_WORKSTATION,
                        Cause.NEW_DEVICE,
                        Cause.REINSTALLED);
        assertThat(causes.get(Cause.SHARED_WORKSTATION) / (double) LOGINS.size())
                .isBetween(0.2, 0.35);
        assertThat(causes.get(Cause.CLEARED) / (double) LOGINS.size()).isBetween(0.008, 0.025);
        assertThat(causes.get(Cause.EXIT) / (double) LOGINS.size()).isBetween(0.004, 0.025);
        assertThat(causes.get(Cause.NEW_DEVICE) / (double) LOGINS.size()).isBetween(0.001, 0.005);
    }

    private static void assertShare(Predicate<OwnLogin> predicate, double from, double to) {
        assertThat(share(LOGINS, predicate)).isBetween(from, to);
    }
}
