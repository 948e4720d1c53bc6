package dev.gatehouse.demo.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class GoogleLoginTest {

    private static final String ID = "GATEHOUSE_GOOGLE_CLIENT_ID";
    private static final String SECRET = "GATEHOUSE_GOOGLE_CLIENT_SECRET";

    @Test
    void isThereOnlyWhenTheEnvironmentSaysSo() {
        assertThat(GoogleLogin.from(Map.of())).isEmpty();
        assertThat(GoogleLogin.from(Map.of(ID, " ", SECRET, ""))).isEmpty();
        assertThat(GoogleLogin.from(Map.of(ID, "an id", SECRET, " a secret ")))
                .contains(new GoogleLogin("an id", "a secret"));
    }

    @Test
    void halfOfItIsAMistakeAndTheMessageNamesTheOtherHalf() {
        assertThatThrownBy(() -> GoogleLogin.from(Map.of(ID, "an id")))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining(SECRET + " is missing");
        assertThatThrownBy(() -> GoogleLogin.from(Map.of(SECRET, "a secret")))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining(ID + " is missing");
    }

    @Test
    void theRedirectUriIsTheBrokersEndpoint() {
        assertThat(GoogleLogin.redirectUri("http://localhost:8080"))
                .isEqualTo("http://localhost:8080/realms/acme/broker/google/endpoint");
    }
}
