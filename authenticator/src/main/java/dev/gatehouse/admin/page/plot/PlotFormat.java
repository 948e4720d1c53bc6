package dev.gatehouse.admin.page.plot;

import dev.gatehouse.admin.page.plot.StackedColumns.Category;
import dev.gatehouse.admin.page.plot.StackedColumns.Day;
import dev.gatehouse.admin.page.plot.StackedColumns.Label;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.format.DateTimeFormatter;
import java.time.format.DecimalStyle;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Writes values and categories in a language. */
final class PlotFormat {

    /** From here on an axis has no room for all digits. */
    private static final BigDecimal LONG = BigDecimal.valueOf(10_000);

    private final NumberFormat whole;
    private final NumberFormat decimal;
    private final NumberFormat compact;
    private final DateTimeFormatter day;
    private final DateTimeFormatter dayAndMonth;

    PlotFormat(Locale locale) {
        whole = NumberFormat.getIntegerInstance(locale);
        decimal = NumberFormat.getNumberInstance(locale);
        compact = NumberFormat.getCompactNumberInstance(locale, NumberFormat.Style.SHORT);
        compact.setMaximumFractionDigits(1);
        DecimalStyle digits = DecimalStyle.of(locale);
        day = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .withDecimalStyle(digits);
        dayAndMonth = DateTimeFormatter.ofPattern(DayPattern.of(locale), locale).withDecimalStyle(digits);
    }

    /** All digits, for tables and beside bars. */
    String number(long value) {
        return whole.format(value);
    }

    /** A round number at an axis for counts, whose largest value decides how all are written. */
    String count(BigDecimal value, BigDecimal largest) {
        // Of a BigDecimal the compact format would drop the decimals.
        return value.signum() == 0 || largest.compareTo(LONG) < 0
                ? whole.format(value)
                : compact.format(value.longValueExact());
    }

    /** A number with up to three decimals. */
    String score(double value) {
        // Adding 0.0 turns the negative zero into zero.
        return decimal.format(Math.rint(value * 1000) / 1000 + 0.0);
    }

    /** From one number to another. */
    String range(double from, double to) {
        return score(from) + " \u2013 " + score(to);
    }

    /** A category where there is room. */
    String full(Category category) {
        return category instanceof Day dated ? day.format(dated.date()) : ((Label) category).text();
    }

    /** A category at an axis: of a day the year is left out. */
    String brief(Category category) {
        return category instanceof Day dated ? dayAndMonth.format(dated.date()) : full(category);
    }
}
