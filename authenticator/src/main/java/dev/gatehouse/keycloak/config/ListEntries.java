package dev.gatehouse.keycloak.config;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.keycloak.models.Constants;

/** Splits the text of a setting with several entries. */
final class ListEntries {

    /** The Admin Console joins the fields of a list with the first separator; administrators type the second. */
    private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(Constants.CFG_DELIMITER) + "|,");

    /** Further separators in pasted lists. */
    private static final Pattern PASTED_SEPARATOR = Pattern.compile(SEPARATOR.pattern() + "|;|\\R");

    private ListEntries() {}

    /** The entries, stripped and without empty ones. */
    static List<String> of(String text) {
        return split(text, SEPARATOR);
    }

    /** The entries of a list that may also be separated by line breaks or semicolons. */
    static List<String> ofPasted(String text) {
        return split(text, PASTED_SEPARATOR);
    }

    private static List<String> split(String text, Pattern separator) {
        return Arrays.stream(separator.split(text))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }
}
