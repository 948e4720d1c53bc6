package dev.gatehouse.risk.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.risk.profile.DeviceTokenRotations.Rotation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
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
    @DisplayName(
            "A former token that is not the one before is stored so that earlier versions read the rest of the column")
    void aDistantFormerTokenIsStoredAsEarlierVersionsCanRead() {
        DeviceTokenRotations rotations = DeviceTokenRotations.NONE
                .plus(DEVICE, new Rotation(2, NOW, PREFIX))
                .plus(DEVICE, new Rotation(5, NOW, PREFIX, 1, 3));
        String text = rotations.encode();
        assertThat(text).matches("[0-9A-Za-z-]{1,13} \\d{1,9} \\d{1,11} [0-9A-Za-z./:_-]{0,16}");
        Rotation read = DeviceTokenRotations.decode(text).of(DEVICE).orElseThrow();
        assertThat(read).isEqualTo(rotations.of(DEVICE).orElseThrow());
        assertThat(read.former()).isEqualTo(1);
        assertThat(read.hasIssued(2)).isFalse();
        assertThat(read.hasIssued(3)).isTrue();
        assertThat(read.hasIssued(5)).isTrue();
        assertThat(read.hasIssued(6)).isFalse();
        assertThat(read.isTo(PREFIX)).isTrue();
        assertThat(read.isTo("fedcba9876543210")).isFalse();
        assertThat(new Rotation(5, NOW, PREFIX).former()).isEqualTo(4);
        assertThat(new Rotation(5, NOW, PREFIX).isTo(PREFIX.substring(0, 10))).isFalse();
    }

    @Test
    void aFormerTokenThatIsTooFarAwayIsNotStored() {
        assertThat(DeviceTokenRotations.NONE
                        .plus(DEVICE, new Rotation(200, NOW, PREFIX, 1, 2))
                        .of(DEVICE))
                .isEmpty();
    }

    @Test
    void whatIsKeptForDevicesThatAreGoneIsLeftOut() {
        DeviceTokenRotations rotations = DeviceTokenRotations.NONE;
        for (int device = 0; device < 15; device++) {
            rotations = rotations.plus(UUID.randomUUID().toString(), new Rotation(1, NOW.plusSeconds(device), PREFIX));
        }
        rotations = rotations.plus(DEVICE, new Rotation(3, NOW, PREFIX));
        assertThat(rotations.only(List.of(DEVICE), NOW).byDevice())
                .as("later than the list")
                .hasSize(16);
        assertThat(rotations.only(List.of(DEVICE, UUID.randomUUID().toString()), NOW.plusSeconds(60)))
                .isEqualTo(DeviceTokenRotations.NONE.plus(DEVICE, new Rotation(3, NOW, PREFIX)));
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
        int count = Math.floorMod(devices, 60);
        String latest = DEVICE;
        for (int index = 0; index < count; index++) {
            latest = UUID.randomUUID().toString();
            long number = 999_999_999L - index;
            rotations = rotations.plus(
                    latest,
                    index % 2 == 0
                            ? new Rotation(number, NOW.plusSeconds(index), PREFIX)
                            : new Rotation(
                                    number, NOW.plusSeconds(index), PREFIX, number - Rotation.MOST_BACK, number - 98));
        }
        assertThat(rotations.encode())
                .hasSizeLessThanOrEqualTo(DeviceTokenRotations.MAX_LENGTH)
                .matches("[ -~]*");
        assertThat(DeviceTokenRotations.decode(rotations.encode())).isEqualTo(rotations);
        assertThat(rotations.of(latest).isPresent()).isEqualTo(count > 0);
    }
}
