package dev.gatehouse.keycloak.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The texts of a page")
class PageTextsTest {

    private static final Map<String, Object> ATTRIBUTES =
            Map.of("app", "Dashboard", "both", "of the page", "number", 7, "user", List.of());

    private final Properties texts = new Properties();

    PageTextsTest() {
        texts.putAll(Map.of("plain", "Sign in", "both", "of the theme"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "both", "app", "number", "user", "missing", ""})
    @DisplayName("are found as in Keycloak's copy of texts and attributes")
    void areFoundAsInACopy(String key) {
        Properties copy = new Properties();
        copy.putAll(ATTRIBUTES);
        copy.putAll(texts);

        Properties page = new PageTexts(texts, ATTRIBUTES);

        assertThat(page.get(key)).isEqualTo(copy.get(key));
        assertThat(page.getProperty(key)).isEqualTo(copy.getProperty(key));
        assertThat(page.getProperty(key, "other")).isEqualTo(copy.getProperty(key, "other"));
        assertThat(page.getOrDefault(key, "other")).isEqualTo(copy.getOrDefault(key, "other"));
    }
}
