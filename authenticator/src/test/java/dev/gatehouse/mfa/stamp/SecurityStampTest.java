package dev.gatehouse.mfa.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.risk.profile.SecuredAt;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.util.JsonSerialization;

/** The stamp is stored with known devices, which earlier and later versions read. */
class SecurityStampTest {

    private static final SecurityStamp NEVER_SECURED = new SecurityStamp(17, "hash", 0);

    @Test
    @DisplayName("The stamp of an account that was never secured is written as earlier versions read it")
    void neverSecuredIsWrittenAsBefore() throws IOException {
        assertThat(JsonSerialization.writeValueAsString(NEVER_SECURED))
                .isEqualTo("{\"password\":17,\"email\":\"hash\"}");
    }

    @Test
    @DisplayName("What earlier versions wrote is current until the account is secured")
    void whatEarlierVersionsWroteIsCurrentUntilSecured() throws IOException {
        SecurityStamp written =
                JsonSerialization.readValue("{\"password\":17,\"email\":\"hash\"}", SecurityStamp.class);
        assertThat(written).isEqualTo(NEVER_SECURED).isNotEqualTo(NEVER_SECURED.at(new SecuredAt(99)));
    }

    @Test
    void whenItWasSecuredIsWrittenAndReadBack() throws IOException {
        SecurityStamp secured = NEVER_SECURED.at(new SecuredAt(99));
        assertThat(JsonSerialization.readValue(JsonSerialization.writeValueAsString(secured), SecurityStamp.class))
                .isEqualTo(secured);
    }
}
