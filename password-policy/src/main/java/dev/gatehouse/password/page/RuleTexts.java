package dev.gatehouse.password.page;

import dev.gatehouse.password.rules.PasswordRule;
import dev.gatehouse.password.rules.Violation;
import java.text.Bidi;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Texts of rules in one language. The message key of a rule is {@code gatehousePassword} and the rule's code, such as
 * {@code gatehousePasswordLower}; {@code {0}} is the rule's number, {@code {1}} the characters. If the number matters, there is one
 * text per plural form, by CLDR's names: {@code gatehousePasswordLower.one}, {@code gatehousePasswordLower.other}.
 */
public final class RuleTexts {

    /** The key of the message to the user. Its {@code {0}} is the list of broken rules. */
    public static final String BROKEN = "gatehousePasswordBroken";

    private static final String PREFIX = "gatehousePassword";

    /** Isolates left-to-right text (Unicode Bidirectional Algorithm, LRI and PDI). */
    private static final String LEFT_TO_RIGHT = "\u2066%s\u2069";

    private final Properties messages;
    private final Locale locale;
    private final Locale ofNumbers;

    /**
     * Creates texts from a theme's messages.
     *
     * @param messages the messages in the language, including those of parent locales and themes
     * @param locale the language, for numbers and plurals
     */
    public RuleTexts(Properties messages, Locale locale) {
        this.messages = messages;
        this.locale = locale;
        this.ofNumbers = withLatinDigits(locale);
    }

    /** Returns the requirement of a rule as a list item, such as "a number (0–9)". */
    public String of(PasswordRule rule) {
        String code = rule.code();
        return text(
                PREFIX + code.substring(0, 1).toUpperCase(Locale.ROOT) + code.substring(1),
                rule.count(),
                characters(rule));
    }

    /** Returns the requirements of broken rules as a list on one line. */
    public String of(List<Violation> violations) {
        return violations.stream().map(this::of).collect(Collectors.joining(text(PREFIX + "Separator", 0, "")));
    }

    /** Returns the combined text of two rules: the minimum and maximum number of characters. */
    String length(PasswordRule.MinLength least, PasswordRule.MaxLength most) {
        return text(PREFIX + "Length", least.count(), most.count());
    }

    private String of(Violation violation) {
        return violation.uncheckable() ? text(PREFIX + "Uncheckable", 0, "") : of(violation.rule());
    }

    /** The digits of codes and times, and the only ones that "0–9" names: Arabic would otherwise have its own beside them. */
    private static Locale withLatinDigits(Locale locale) {
        return new Locale.Builder()
                .setLocale(locale.stripExtensions())
                .setUnicodeLocaleKeyword("nu", "latn")
                .build();
    }

    private static String characters(PasswordRule rule) {
        return rule instanceof PasswordRule.Containing containing ? containing.shown() : "";
    }

    private String text(String key, int number, Object more) {
        String pattern =
                messages.getProperty(key + PluralCategory.of(locale, number).suffix(), messages.getProperty(key));
        if (pattern == null) {
            // A theme without these messages must not hide the error.
            return key + " " + number + " " + more;
        }
        // In right-to-left text, brackets would be mirrored and the order of the characters reversed.
        boolean needsIsolation =
                more instanceof String && Bidi.requiresBidi(pattern.toCharArray(), 0, pattern.length());
        return new MessageFormat(pattern, ofNumbers)
                .format(new Object[] {number, needsIsolation ? LEFT_TO_RIGHT.formatted(more) : more});
    }
}
