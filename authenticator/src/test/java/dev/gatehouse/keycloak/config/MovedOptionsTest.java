package dev.gatehouse.keycloak.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.keycloak.Config;

class MovedOptionsTest {

    @Test
    void anOptionIsReadWhereItIsNow() {
        assertThat(new MovedOptions(given("size", "5"), given()).get("size")).isEqualTo("5");
    }

    @Test
    void whatAnOperatorSetBeforeStillWorks() {
        assertThat(new MovedOptions(given(), given("size", "4")).get("size")).isEqualTo("4");
        assertThat(new MovedOptions(given(), given("mail-size", "4")).get("size", "mail-size")).isEqualTo("4");
    }

    @Test
    void theNewPlaceWins() {
        assertThat(new MovedOptions(given("size", "5"), given("size", "4")).get("size")).isEqualTo("5");
        assertThat(new MovedOptions(given("size", "5"), given("mail-size", "4")).get("size", "mail-size")).isEqualTo("5");
    }

    @Test
    void whatWasNeverSetIsNull() {
        assertThat(new MovedOptions(given(), given("other", "4")).get("size")).isNull();
    }

    private static Config.Scope given() {
        return new Options(Map.of());
    }

    private static Config.Scope given(String name, String value) {
        return new Options(Map.of(name, value));
    }

    /** Options out of a map. */
    private record Options(Map<String, String> values) implements Config.Scope {

        @Override
        public String get(String key) {
            return values.get(key);
        }

        @Override
        public String get(String key, String defaultValue) {
            return values.getOrDefault(key, defaultValue);
        }

        @Override
        public String[] getArray(String key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Integer getInt(String key, Integer defaultValue) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Long getLong(String key, Long defaultValue) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Boolean getBoolean(String key, Boolean defaultValue) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Config.Scope scope(String... scope) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<String> getPropertyNames() {
            return values.keySet();
        }

        @Override
        public Config.Scope root() {
            return this;
        }
    }
}
