package dev.gatehouse.keycloak.locale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestLocalesTest {

    @ParameterizedTest
    @CsvSource({
        "en pt-BR, pt, pt-BR",
        "en pt-BR, pt-BR, pt-BR",
        "en pt-BR pt, pt, pt",
        "en zh-CN, zh, zh-CN",
        "en zh-CN, zh-SG, zh-CN",
        "en zh-CN zh-TW, zh-HK, zh-TW",
        "zh-TW zh-CN, zh, zh-CN",
        "en de, fr, fr",
    })
    void whatARealmDoesNotSupportIsShownInTheNearest(String supported, String asked, String shown) {
        assertThat(NearestLocales.of(Stream.of(supported.split(" "))).nearest(Locale.forLanguageTag(asked)))
                .isEqualTo(Locale.forLanguageTag(shown));
    }

    @ParameterizedTest
    @CsvSource({"en pt-BR, en pt-BR pt", "en zh-CN, en zh-CN zh-SG zh", "en de, en de"})
    void allRegionsOfItsLanguagesCanBeAskedFor(String supported, String asked) {
        assertThat(NearestLocales.of(Stream.of(supported.split(" "))).tags())
                .containsExactlyInAnyOrder(asked.split(" "));
    }
}
