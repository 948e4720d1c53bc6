package dev.gatehouse.keycloak.text;

import org.jspecify.annotations.Nullable;

/** Text cells of a CSV table (RFC 4180) that people open in a spreadsheet. */
public final class CsvCell {

    /** The characters that a text cell must not begin with: a spreadsheet would treat it as a formula. */
    private static final String BEGINS_FORMULA = "=+-@\t\r\n＝＋－＠";

    private CsvCell() {}

    /** A text cell; {@code null} gives an empty cell. A leading apostrophe makes spreadsheets treat a formula as text. */
    public static String of(@Nullable String content) {
        if (content == null || content.isEmpty()) {
            return "";
        }
        boolean isFormula = BEGINS_FORMULA.indexOf(content.charAt(0)) >= 0;
        return '"' + (isFormula ? "'" : "") + content.replace("\"", "\"\"") + '"';
    }
}
