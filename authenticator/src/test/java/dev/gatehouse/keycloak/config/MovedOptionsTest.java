package dev.gatehouse.keycloak.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.Config;

class MovedOptionsTest {

    @Test
    void anOptionIsReadFromTheNewProvider() {
        assertThat(new MovedOptions(given("size", "5"), given()).get("size")).isEqualTo("5");
    }

    @Test
    void anOptionOfTheOldProviderStillWorks() {
        assertThat(new MovedOptions(given(), given("size", "4")).get("size")).isEqualTo("4");
        assertThat(new MovedOptions(given(), given("mail-size", "4")).get("size", "mail-size"))
                .isEqualTo("4");
    }

    @Test
    void theNewProviderTakesPrecedence() {
        assertThat(new MovedOptions(given("size", "5"), given("size", "4")).get("size"))
                .isEqualTo("5");
        assertThat(new MovedOptions(given("size", "5"), given("mail-size", "4")).get("size", "mail-size"))
                .isEqualTo("5");
    }

    @Test
    void anUnsetOptionIsNull() {
        assertThat(new MovedOptions(given(), given("other", "4")).get("size")).isNull();
    }

    private static Config.Scope given() {
        return scope(Map.of());
    }

    private static Config.Scope given(String name, String value) {
        return scope(Map.of(name, value));
    }

    /** Options from a map; the code under test only calls {@code get(name)}. */
    private static Config.Scope scope(Map<String, String> values) {
        return (Config.Scope) Proxy.newProxyInstance(
                Config.Scope.class.getClassLoader(),
                new Class<?>[] {Config.Scope.class},
                (proxy, method, arguments) -> values.get((String) arguments[0]));
    }
}
