package dev.gatehouse.mfa.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProviderNamesTest {

    @Test
    void providersAreKnownByTheirNames() {
        assertThat(ProviderNames.of(List.of("AS3333", "AS20712", "AS3320", "AS64500")))
                .hasEntrySatisfying("AS3333", name -> assertThat(name).contains("RIPE"))
                .hasEntrySatisfying("AS20712", name -> assertThat(name).isEqualTo("Andrews & Arnold Ltd"))
                .hasEntrySatisfying("AS3320", name -> assertThat(name).isEqualTo("Deutsche Telekom AG"))
                .as("reserved for examples")
                .doesNotContainKey("AS64500");
        assertThat(ProviderNames.of(List.of())).isEmpty();
    }

    @Test
    void theListIsOneOfNumbersAndNames() throws IOException {
        List<String> lines;
        try (InputStream in = ProviderNames.class.getResourceAsStream("asn-names.txt")) {
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        assertThat(lines)
                .hasSizeGreaterThan(50_000)
                .allMatch(line -> line.matches("[1-9]\\d{0,9}\\t\\S(.*\\S)?"))
                .noneMatch(
                        line -> line.substring(line.indexOf('\t') + 1).chars().anyMatch(Character::isISOControl));
    }
}
