package dev.gatehouse.keycloak.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.models.AuthenticatorConfigModel;

class SavedConfigTest {

    @Test
    @DisplayName("An empty text that the database keeps as none, as Oracle does, is an empty text")
    void noTextIsAnEmptyText() {
        Map<String, String> saved = new HashMap<>(Map.of("mode", "observe"));
        saved.put("threshold", null);
        AuthenticatorConfigModel config = new AuthenticatorConfigModel();
        config.setConfig(saved);
        assertThat(SavedConfig.of(config)).contains(Map.of("mode", "observe", "threshold", ""));
    }

    @Test
    void nothingWasSaved() {
        assertThat(SavedConfig.of((AuthenticatorConfigModel) null)).isEmpty();
    }
}
