package dev.gatehouse.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.keycloak.store.InMemoryStore;
import dev.gatehouse.sharing.ConcurrentUseLimit.Excess;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConcurrentUseLimitTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final InMemoryStore store = new InMemoryStore(NOON);
    private final ConcurrentUseLimit use =
            use(Map.of("sharedPlaces", "2", "sharedDevices", "3", "sharedMinutes", "15"));
    private Instant now = NOON;

    @Test
    void onePersonWithTwoDevicesInTwoPlacesIsUsual() {
        for (int minute = 0; minute < 60; minute += 5) {
            now = moveTo(minute);
            assertThat(see("home", "laptop")).isEmpty();
            assertThat(see("train", "phone")).isEmpty();
        }
    }

    @Test
    void onePlaceTooManyIsReportedOnce() {
        see("home", "laptop");
        see("train", "phone");
        assertThat(see("elsewhere", "phone")).containsExactly(Excess.PLACES);
        assertThat(see("elsewhere", "phone")).isEmpty();
        assertThat(see("far away", "phone")).isEmpty();
    }

    @Test
    void oneDeviceTooManyIsReportedOnce() {
        see("home", "a");
        see("home", "b");
        see("home", "c");
        assertThat(see("home", "d")).containsExactly(Excess.DEVICES);
        assertThat(see("home", "e")).isEmpty();
    }

    @Test
    void whatIsLaterIsNotAtOnce() {
        see("home", "laptop");
        see("train", "laptop");
        now = moveTo(16);
        assertThat(see("office", "laptop")).isEmpty();
        assertThat(see("café", "laptop")).isEmpty();
        assertThat(see("home", "laptop"))
                .as("again too many, and reported again")
                .containsExactly(Excess.PLACES);
    }

    @Test
    void whatWasSeenAMomentAgoNeedNotBeCounted() {
        SharingSettings settings = SharingSettings.parse(Map.of("sharedPlaces", "2", "sharedDevices", "3"));
        assertThat(isKnown(settings, "home", "laptop")).isFalse();
        see("home", "laptop");
        assertThat(isKnown(settings, "home", "laptop")).isTrue();
        assertThat(isKnown(settings, "home", "phone")).isFalse();
        assertThat(isKnown(settings, "train", "laptop")).isFalse();
        assertThat(isKnown(SharingSettings.parse(Map.of("sharedPlaces", "0")), "train", "laptop"))
                .as("places are not checked")
                .isTrue();
        now = moveTo(16);
        assertThat(isKnown(settings, "home", "laptop")).isFalse();
    }

    @Test
    void accountsAreCountedSeparately() {
        see("home", "laptop");
        see("train", "laptop");
        assertThat(use.add(new UsageSample("bob", "elsewhere", "laptop"), now)).isEmpty();
    }

    @Test
    void zeroDisablesTheCheck() {
        ConcurrentUseLimit blind = use(Map.of("sharedPlaces", "0", "sharedDevices", "0"));
        for (int number = 0; number < 100; number++) {
            assertThat(blind.add(new UsageSample("alice", "place" + number, "device" + number), now))
                    .isEmpty();
        }
    }

    @Test
    void aMistakeIsNamedAndTheDefaultHolds() {
        SharingSettings settings =
                SharingSettings.parse(Map.of("sharedPlaces", "-1", "sharedDevices", "many", "sharedMinutes", "0"));
        assertThat(settings.problems())
                .containsExactly(
                        "sharedPlaces must be a whole number from 0 to 50",
                        "sharedDevices must be a whole number from 0 to 50",
                        "sharedMinutes must be a whole number from 1 to 1440");
        assertThat(settings.places()).isEqualTo(3);
    }

    private ConcurrentUseLimit use(Map<String, String> config) {
        return new ConcurrentUseLimit(store, SharingSettings.parse(config));
    }

    private boolean isKnown(SharingSettings settings, String place, String device) {
        return ConcurrentUseLimit.isKnown(store, settings, new UsageSample("alice", place, device));
    }

    private Set<Excess> see(String place, String device) {
        return use.add(new UsageSample("alice", place, device), now);
    }

    private Instant moveTo(int minute) {
        Instant time = NOON.plus(Duration.ofMinutes(minute));
        store.moveTo(time);
        return time;
    }
}
