package dev.gatehouse.password.page;

import dev.gatehouse.password.rules.Rule;
import dev.gatehouse.password.rules.Violation;
import java.text.Bidi;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Rules in the words of a language. The text of a rule has the key {@code gatehousePassword} and the rule's code, such as
 * {@code gatehousePasswordLower}; {@code {0}} is the rule's number, {@code {1}} the characters. Where the number matters, there is a
 * text for each form of the noun, by CLDR's names: {@code gatehousePasswordLower.one}, {@code gatehousePasswordLower.other}.
 */
public final class RuleTexts {

    /** The message that people get. Its {@code {0}} is the list of broken rules. */
    public static final String BROKEN = "gatehousePasswordBroken";

    private static final String PREFIX = "gatehousePassword";

    /** What is between them is read from left to right (Unicode Bidirectional Algorithm, LRI and PDI). */
    private static final String LEFT_TO_RIGHT = "\u2066%s\u2069";

    private final Properties messages;
    private final Locale locale;

    /**
     * Makes texts from a theme's messages.
     *
     * @param messages the messages in that language, with those of its parents
     * @param locale the language, for numbers and plurals
     */
    public RuleTexts(Properties messages, Locale locale) {
        this.messages = messages;
        this.locale = locale;
    }

    /** Returns what a rule demands, to stand in a list, such as "a number (0–9)". */
    public String of(Rule rule) {
        String code = rule.code();
        return text(PREFIX + code.substring(0, 1).toUpperCase(Locale.ROOT) + code.substring(1), rule.count(), characters(rule));
    }

    /** Returns what broken rules demand, as one list in one line. */
    public String of(List<Violation> violations) {
        return violations.stream().map(this::of).collect(Collectors.joining(text(PREFIX + "Separator", 0, "")));
    }

    /** Returns the text of two rules that people know as one: from so many to so many characters. */
    String length(Rule.MinLength least, Rule.MaxLength most) {
        return text(PREFIX + "Length", least.count(), most.count());
    }

    private String of(Violation violation) {
        return violation.uncheckable() ? text(PREFIX + "Uncheckable", 0, "") : of(violation.rule());
    }

    private static String characters(Rule rule) {
        return rule instanceof Rule.Containing containing ? containing.shown() : "";
    }

    private String text(String key, int number, Object more) {
        String pattern = messages.getProperty(key + PluralCategory.of(locale, number).suffix(), messages.getProperty(key));
        if (pattern == null) {
            // A theme without our messages must not hide what is wrong.
            return key + " " + number + " " + more;
        }
        // Brackets would be mirrored in a text from right to left, and the signs turned round.
        boolean isTurned = more instanceof String && Bidi.requiresBidi(pattern.toCharArray(), 0, pattern.length());
        return new MessageFormat(pattern, locale).format(new Object[] {number, isTurned ? LEFT_TO_RIGHT.formatted(more) : more});
    }
}
