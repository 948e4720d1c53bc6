package dev.gatehouse.risk.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every risk contribution has a text in each language of the admin console. */
class RiskContributionTextsTest {

    private static final String PREFIX = "gatehouseReason_";

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es", "it", "nl", "pl", "pt_BR", "uk", "ar", "ja", "zh_CN"})
    void everyContributionHasAUniqueTextAndThereAreNoOthers(String language) throws IOException {
        Properties messages = new Properties();
        try (Reader reader = new InputStreamReader(
                getClass().getResourceAsStream("/theme-resources/messages/messages_" + language + ".properties"),
                StandardCharsets.UTF_8)) {
            messages.load(reader);
        }
        Set<String> keys = messages.stringPropertyNames().stream()
                .filter(key -> key.startsWith(PREFIX))
                .collect(Collectors.toSet());
        assertThat(keys)
                .isEqualTo(Arrays.stream(RiskContribution.Kind.values())
                        .map(kind -> PREFIX + kind.code())
                        .collect(Collectors.toSet()));
        assertThat(keys).extracting(messages::getProperty).doesNotHaveDuplicates();
    }
}
