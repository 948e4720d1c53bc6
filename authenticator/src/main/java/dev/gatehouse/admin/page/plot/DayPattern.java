package dev.gatehouse.admin.page.plot;

import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pattern of a day and a month, made from a language's pattern of a date: Java 17 knows none without the year. */
final class DayPattern {

    private static final String SEPARATOR = "(?:'[^']*'|[^A-Za-z'])";

    /** Day and month in either order with what separates them; then what ends them: a point or a word for day. */
    private static final Pattern DAY_AND_MONTH =
            Pattern.compile("(?:d+" + SEPARATOR + "+[ML]+|[ML]+" + SEPARATOR + "+d+)[.\u65e5\uc77c]?");

    /** Understood everywhere, for languages that write the year in between. */
    private static final String FALLBACK = "MM-dd";

    private DayPattern() {}

    /** The pattern for {@link java.time.format.DateTimeFormatter}. */
    static String of(Locale locale) {
        return withoutYear(DateTimeFormatterBuilder.getLocalizedDateTimePattern(
                FormatStyle.MEDIUM, null, IsoChronology.INSTANCE, locale));
    }

    /** What is left of a pattern without its year and what separates that. */
    static String withoutYear(String pattern) {
        Matcher matcher = DAY_AND_MONTH.matcher(pattern);
        return matcher.find() ? matcher.group() : FALLBACK;
    }
}
