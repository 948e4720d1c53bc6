package dev.gatehouse.keycloak.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ShippedMessages;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundedDurationTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, SECONDS, 1",
        "PT-5S, SECONDS, 1",
        "PT0.2S, SECONDS, 1",
        "PT29.1S, SECONDS, 30",
        "PT59S, SECONDS, 59",
        "PT59.5S, MINUTES, 1",
        "PT1M, MINUTES, 1",
        "PT9M59.9S, MINUTES, 10",
        "PT41M1S, MINUTES, 42",
        "PT2H, MINUTES, 120",
        "PT2H1S, HOURS, 3",
        "P2D, HOURS, 48",
    })
    void isRoundedUpInOneUnit(Duration exact, RoundedDuration.Unit unit, long number) {
        assertThat(RoundedDuration.of(exact)).isEqualTo(new RoundedDuration(unit, number));
    }

    @ParameterizedTest
    @CsvSource({
        "en, 1, 1 minute",
        "en, 10, 10 minutes",
        "de, 1, 1 Minute",
        "de, 42, 42 Minuten",
        "fr, 1, 1 minute",
        "nl, 2, 2 minuten",
        "pl, 1, 1 minutę",
        "pl, 3, 3 minuty",
        "pl, 12, 12 minut",
        "pl, 21, 21 minut",
        "pl, 22, 22 minuty",
        "pl, 112, 112 minut",
        "uk, 1, 1 хвилину",
        "uk, 11, 11 хвилин",
        "uk, 21, 21 хвилину",
        "uk, 24, 24 хвилини",
        "uk, 111, 111 хвилин",
        "ar, 1, دقيقة واحدة",
        "ar, 2, دقيقتين",
        "ar, 10, 10 دقائق",
        "ar, 11, 11 دقيقة",
        "ja, 10, 10分",
        "zh_CN, 10, 10 分钟",
        "pt_BR, 60, 60 minutos",
        "es, 1, 1 minuto",
        "it, 5, 5 minuti",
    })
    void hasTheFormOfTheLanguage(String language, long minutes, String words) {
        RoundedDuration duration = RoundedDuration.of(Duration.ofMinutes(minutes));
        MessageFormat format = new MessageFormat(
                message(language, duration.message()), Locale.forLanguageTag(language.replace('_', '-')));
        assertThat(format.format(new Object[] {duration.number(), duration.digits()}))
                .isEqualTo(words);
    }

    private static String message(String language, String key) {
        return ShippedMessages.of(language).getProperty(key);
    }
}
