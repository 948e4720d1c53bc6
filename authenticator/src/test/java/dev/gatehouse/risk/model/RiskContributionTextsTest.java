package dev.gatehouse.risk.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ShippedMessages;
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
    void everyContributionHasAUniqueTextAndThereAreNoOthers(String language) {
        Properties messages = ShippedMessages.of(language);
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
