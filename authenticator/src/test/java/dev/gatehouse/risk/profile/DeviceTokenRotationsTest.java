package dev.gatehouse.risk.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.risk.profile.DeviceTokenRotations.Rotation;
import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTokenRotationsTest {

    private static final Instant NOW = Instant.parse("2026-05-05T10:00:00Z");
    private static final String DEVICE = "0f3a1c55-2b7e-4a37-9d6e-1f0c5f0e8a11";
    private static final String PREFIX = "0123456789abcdef";

    @Test
    void remembersTheLatestReplacementOfEachDevice() {
        DeviceTokenRotations rotations = DeviceTokenRotations.NONE
                .plus(DEVICE, new Rotation(1, NOW, PREFIX))
                .plus(DEVICE, new Rotation(2, NOW.plusSeconds(9), PREFIX));
        assertThat(rotations.of(DEVICE)).contains(new Rotation(2, NOW.plusSeconds(9), PREFIX));
        assertThat(rotations.of(UUID.randomUUID().toString())).isEmpty();
        assertThat(DeviceTokenRotations.decode(rotations.encode())).isEqualTo(rotations);
    }

    @Test
    void anOlderReplacementIsIgnoredSoThatTwoTabsDoNotRestartTheGracePeriod() {
        DeviceTokenRotations rotations = DeviceTokenRotations.NONE.plus(DEVICE, new Rotation(2, NOW, PREFIX));
        assertThat(rotations.plus(DEVICE, new Rotation(2, NOW.plusSeconds(60), "fedcba9876543210")))
                .isEqualTo(rotations);
        assertThat(rotations.plus(DEVICE, new Rotation(1, NOW.plusSeconds(60), PREFIX)))
                .isEqualTo(rotations);
    }

    @Test
    void anEmptyColumnIsNone() {
        assertThat(DeviceTokenRotations.decode(null)).isEqualTo(DeviceTokenRotations.NONE);
        assertThat(DeviceTokenRotations.decode("")).isEqualTo(DeviceTokenRotations.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "0f3a1c55-2b7e 1 1",
                "0f3a1c55-2b7e -1 1777975200 p",
                "0f3a1c55-2b7e 1 1777975200 p;nonsense",
                "a b c d;e"
            })
    void invalidTextIsRejected(String text) {
        assertThatThrownBy(() -> DeviceTokenRotations.decode(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 200)
    void fitsItsColumnForAnyInputAndKeepsTheLatest(@ForAll int devices) {
        DeviceTokenRotations rotations = DeviceTokenRotations.NONE;
        int number = Math.floorMod(devices, 60);
        String latest = DEVICE;
        for (int index = 0; index < number; index++) {
            latest = UUID.randomUUID().toString();
            rotations = rotations.plus(latest, new Rotation(999_999_999 - index, NOW.plusSeconds(index), PREFIX));
        }
        assertThat(rotations.encode())
                .hasSizeLessThanOrEqualTo(DeviceTokenRotations.MAX_LENGTH)
                .matches("[ -~]*");
        assertThat(DeviceTokenRotations.decode(rotations.encode())).isEqualTo(rotations);
        assertThat(rotations.of(latest).isPresent()).isEqualTo(number > 0);
    }
}
