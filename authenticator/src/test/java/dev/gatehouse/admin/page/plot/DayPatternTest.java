package dev.gatehouse.admin.page.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DayPatternTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "MMM d, y | MMM d",
                "dd.MM.y | dd.MM.",
                "d MMM y 'г'. | d MMM",
                "d 'de' MMM 'de' y | d 'de' MMM",
                "y年M月d日 | M月d日",
                "y. M. d. | M. d.",
                "y-MM-dd | MM-dd",
                "y | MM-dd"
            })
    void theYearIsLeftOutWithWhatSeparatesIt(String pattern, String expected) {
        assertThat(DayPattern.withoutYear(pattern)).isEqualTo(expected);
    }

    @Test
    void everyLanguageOfJavaHasADayWithoutAYear() {
        LocalDate day = LocalDate.of(2026, 12, 24);
        assertThat(Stream.of(Locale.getAvailableLocales())
                        .map(locale -> DateTimeFormatter.ofPattern(DayPattern.of(locale), locale)
                                .format(day)))
                .allMatch(text -> text.contains("24") && !text.contains("26"));
    }
}
