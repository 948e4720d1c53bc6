package dev.gatehouse.admin.page.plot;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Everything a plot says beside its data, in the language of the page. Plain text, it is escaped when drawn.
 *
 * @param id distinguishes the plot from the others on its page: a lower-case letter, then letters, digits and dashes
 * @param title what the plot shows
 * @param description one sentence for those who do not see it
 * @param noData the sentence that stands in place of an empty plot
 * @param names of what is on the axes, and of the columns of the table
 * @param locale of numbers and days
 * @param isRightToLeft whether the axis is at the right, and time runs to the left
 */
public record PlotText(
        String id, String title, String description, String noData, Names names, Locale locale, boolean isRightToLeft) {

    private static final Pattern ID = Pattern.compile("[a-z][A-Za-z0-9-]{0,60}");

    /**
     * Checks the id.
     *
     * @throws IllegalArgumentException if it cannot be an id in a page
     */
    public PlotText {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not an id of a plot");
        }
    }

    /**
     * Names of what is on the axes.
     *
     * @param category e.g. Day, App, Score
     * @param value what is counted, e.g. Logins
     * @param note of the second text of bars, e.g. Share; empty if no bar has one
     */
    public record Names(String category, String value, String note) {}
}
