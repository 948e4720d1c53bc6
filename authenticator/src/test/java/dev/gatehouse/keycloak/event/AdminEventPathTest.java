package dev.gatehouse.keycloak.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.ResourceType;

class AdminEventPathTest {

    @Test
    void thePathOfAUserNamesTheUser() {
        AdminEventPath path = of("users/42").orElseThrow();
        assertThat(path.userId()).isEqualTo("42");
        assertThat(path.isUser()).isTrue();
        assertThat(path.isPasswordReset()).isFalse();
        assertThat(path.isFederatedIdentity()).isFalse();
    }

    @Test
    void theRestOfThePathIsDistinguished() {
        assertThat(of("users/42/reset-password").orElseThrow()).isEqualTo(new AdminEventPath("42", "/reset-password"));
        assertThat(of("users/42/reset-password").orElseThrow().isPasswordReset())
                .isTrue();
        assertThat(of("users/42/reset-password-email").orElseThrow().isPasswordReset())
                .isFalse();
        assertThat(of("users/42/federated-identity/google").orElseThrow().isFederatedIdentity())
                .isTrue();
        assertThat(of("users/42/").orElseThrow().isUser()).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "/",
                "users",
                "users/",
                "users//",
                "users//reset-password",
                "extension",
                "groups/42",
                "/users/42"
            })
    void anyOtherPathIsOfNoUser(String path) {
        assertThat(of(path)).isEmpty();
    }

    @Test
    void anEventAboutSomethingElseIsOfNoUser() {
        AdminEvent event = event("users/42");
        event.setResourceType(ResourceType.GROUP_MEMBERSHIP);
        assertThat(AdminEventPath.ofUser(event)).isEmpty();
    }

    private static Optional<AdminEventPath> of(String path) {
        return AdminEventPath.ofUser(event(path));
    }

    private static AdminEvent event(String path) {
        AdminEvent event = new AdminEvent();
        event.setResourceType(ResourceType.USER);
        event.setResourcePath(path);
        return event;
    }
}
