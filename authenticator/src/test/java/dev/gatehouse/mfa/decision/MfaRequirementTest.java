package dev.gatehouse.mfa.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MfaRequirementTest {

    @ParameterizedTest
    @CsvSource({
        "false, device, no, false, NOTHING",
        "false, device, no, true, IF_SUSPICIOUS",
        "true, device, no, false, UNLESS_PROVEN_ON_DEVICE",
        "true, device, no, true, UNLESS_PROVEN_ON_DEVICE",
        "true, always, no, true, ALWAYS",
        "true, adaptive, no, true, IF_SUSPICIOUS",
        "true, always, mfa, false, FULFILLED_BY_PROVIDER",
        "true, always, mfa, true, IF_SUSPICIOUS_BESIDES_PROVIDER"
    })
    void anAdditionalPasswordRaisesTheRequirementAndNeverLowersIt(
            boolean isPrivileged, String policy, String said, boolean withPassword, MfaRequirement expected) {
        GateSettings settings =
                GateSettings.parse(Map.of(GateSettings.POLICY.key(), policy, GateSettings.TRUSTED.key(), "corp=mfa"));
        FirstFactor firstFactor = new FirstFactor.Brokered("corp", Set.of(said), withPassword);
        assertThat(MfaRequirement.of(firstFactor, isPrivileged, settings)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aPasswordAloneIsDecidedByRisk(boolean isPrivileged) {
        assertThat(MfaRequirement.of(new FirstFactor.Local(), isPrivileged, GateSettings.parse(Map.of())))
                .isEqualTo(MfaRequirement.IF_SUSPICIOUS);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aMailboxInPlaceOfThePasswordAlwaysRequiresASecondFactor(boolean isPrivileged) {
        assertThat(MfaRequirement.of(new FirstFactor.Recovered(), isPrivileged, GateSettings.parse(Map.of())))
                .isEqualTo(MfaRequirement.AFTER_RECOVERY);
    }
}
