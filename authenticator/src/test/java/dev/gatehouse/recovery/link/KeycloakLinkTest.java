package dev.gatehouse.recovery.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
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
        assertThat(link.page("link")).isEqualTo("https://a.test/base/realms/x/gatehouse/link");
        assertThat(link.below("https://b.test/"))
                .startsWith("https://b.test/realms/x/login-actions/")
                .endsWith("&client_id=y");
        assertThat(link.with("other")).contains("key=other&").doesNotContain(TOKEN);
        assertThat(link.claims().orElseThrow().getActionId()).isEqualTo("verify-email");
    }

    @Test
    void readsARealmOrABaseThatLooksLikeTheOther() {
        KeycloakLink nested = KeycloakLink.of(
                        "https://a.test/realms/realms/realms/realms/login-actions/action-token?key=" + TOKEN
                                + "&redirect_uri=https://a.test/realms/y/protocol/z")
                .orElseThrow();
        assertThat(nested.page("link")).isEqualTo("https://a.test/realms/realms/realms/realms/gatehouse/link");
        assertThat(nested.below("https://b.test")).startsWith("https://b.test/realms/realms/login-actions/");
        KeycloakLink named = KeycloakLink.of("https://a.test/realms/my%20realm/login-actions/action-token?key=" + TOKEN)
                .orElseThrow();
        assertThat(named.page("link")).isEqualTo("https://a.test/realms/my%20realm/gatehouse/link");
    }

    @Test
    void tellsADeadlineThatWasChosenFromTheUsualLifetime() {
        List<Integer> usual = List.of(43_200, 300);
        assertThat(List.of(43_200L, 43_199L, 300L, 299L, 86_400L))
                .noneMatch(lifetime -> LinkKind.isChosen(lifetime, usual));
        assertThat(List.of(2L, 200L, 301L, 3_600L)).allMatch(lifetime -> LinkKind.isChosen(lifetime, usual));
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
