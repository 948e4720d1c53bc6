package dev.gatehouse.recovery.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Verifies what is read from the links that Keycloak wants to email. */
class KeycloakLinkTest {

    private static final String TOKEN =
            part("{\"alg\":\"HS512\"}") + "." + part("{\"typ\":\"verify-email\",\"sub\":\"u\"}") + ".c2ln";
    private static final String ACTION =
            "https://a.test/base/realms/x/login-actions/action-token?key=" + TOKEN + "&client_id=y";

    @Test
    void findsTheTokenWhereverItStands() {
        assertThat(KeycloakLink.of(ACTION)).map(KeycloakLink::token).contains(TOKEN);
        assertThat(KeycloakLink.of(
                        "https://a.test/realms/x/protocol/openid-connect/registrations?client_id=y&token=" + TOKEN))
                .map(KeycloakLink::token)
                .contains(TOKEN);
        assertThat(KeycloakLink.of("https://a.test/realms/x/other?key=short")).isEmpty();
        assertThat(KeycloakLink.of("https://a.test/?key=" + TOKEN)).isEmpty();
    }

    @Test
    void movesToAnotherBaseWithAnotherToken() {
        KeycloakLink link = KeycloakLink.of(ACTION).orElseThrow();
        assertThat(link.base()).isEqualTo("https://a.test/base");
        assertThat(link.below("https://b.test/"))
                .startsWith("https://b.test/realms/x/login-actions/")
                .endsWith("&client_id=y");
        assertThat(link.with("other")).contains("key=other&").doesNotContain(TOKEN);
        assertThat(link.claims().orElseThrow().getActionId()).isEqualTo("verify-email");
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
