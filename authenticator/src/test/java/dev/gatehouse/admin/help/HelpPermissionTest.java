package dev.gatehouse.admin.help;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may help whom. */
class HelpPermissionTest {

    @ParameterizedTest
    @CsvSource({
        "ADMINISTRATOR, false, false, GRANTED",
        "ADMINISTRATOR, false, true,  GRANTED",
        "ADMINISTRATOR, true,  false, GRANTED",
        "ADMINISTRATOR, true,  true,  GRANTED",
        "HELPER,        false, false, GRANTED",
        "HELPER,        false, true,  PRIVILEGED",
        "HELPER,        true,  false, OWN_ACCOUNT",
        "HELPER,        true,  true,  OWN_ACCOUNT",
        "OTHER,         false, false, NO_ROLE",
        "OTHER,         false, true,  NO_ROLE",
        "OTHER,         true,  false, NO_ROLE",
        "OTHER,         true,  true,  NO_ROLE"
    })
    void isForAdministratorsAndForHelpersOfOthersWithoutPrivileges(
            HelpPermission.Caller caller, boolean isOwnAccount, boolean isPrivileged, HelpPermission expected) {
        assertThat(HelpPermission.of(caller, isOwnAccount, () -> isPrivileged)).isEqualTo(expected);
    }

    @Test
    void whetherAnAccountIsPrivilegedIsAskedForHelpersOnly() {
        assertThat(HelpPermission.of(HelpPermission.Caller.ADMINISTRATOR, false, () -> {
                    throw new AssertionError("asked");
                }))
                .isEqualTo(HelpPermission.GRANTED);
    }
}
