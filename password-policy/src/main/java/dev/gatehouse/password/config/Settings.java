package dev.gatehouse.password.config;

import dev.gatehouse.password.rules.CodePoints;
import dev.gatehouse.password.rules.CommonPasswordMatch;
import dev.gatehouse.password.rules.PasswordRule;
import dev.gatehouse.password.rules.PasswordRules;
import dev.gatehouse.password.rules.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The settings of the password rules. Their text is the configuration string, see {@link SettingsParser}.
 *
 * @param min minimum number of code points, 1 to {@link PasswordRules#JUDGED}
 * @param max maximum number of code points, from {@code min} to {@link PasswordRules#JUDGED}
 * @param lower minimum number of {@code a-z}, from 0
 * @param upper minimum number of {@code A-Z}, from 0
 * @param digits minimum number of {@code 0-9}, from 0
 * @param special minimum number of special characters, from 0
 * @param specials the characters that count as special, in display order
 * @param spacesAnywhere whether white space and control characters are allowed at the beginning and end too
 * @param not details of the person that the password must not contain
 * @param repeats maximum number of times that a character may occur in a row, from 1; empty for any number
 * @param common how the password is compared with the list of common passwords; empty to allow common ones
 */
public record Settings(
        int min,
        int max,
        int lower,
        int upper,
        int digits,
        int special,
        String specials,
        boolean spacesAnywhere,
        Set<Person.Detail> not,
        Optional<Integer> repeats,
        Optional<CommonPasswordMatch> common) {

    /** The default rules. */
    public static final Settings DEFAULT = new Settings(
            8, 99, 1, 1, 1, 1, "^$*.[]{}()+?-'!@#%&/,><:;|_~", false, Set.of(), Optional.empty(), Optional.empty());

    public Settings {
        not = Set.copyOf(not);
    }

    /** Returns the rules, in the order in which violations are displayed. */
    public PasswordRules rules() {
        List<PasswordRule> rules = new ArrayList<>();
        rules.add(new PasswordRule.MinLength(min));
        rules.add(new PasswordRule.MaxLength(max));
        containing(rules, "lower", lower, CodePoints.LOWER, "");
        containing(rules, "upper", upper, CodePoints.UPPER, "");
        containing(rules, "digits", digits, CodePoints.DIGITS, "");
        containing(rules, "special", special, CodePoints.in(specials), String.join(" ", specials.split("")));
        if (!spacesAnywhere) {
            rules.add(new PasswordRule.NotAtEnds(CodePoints.BLANK));
        }
        rules.add(new PasswordRule.WholeCharacters());
        repeats.map(PasswordRule.Repeats::new).ifPresent(rules::add);
        new TreeSet<>(not).stream().map(PasswordRule.NotPersonal::new).forEach(rules::add);
        common.map(PasswordRule.NotCommon::new).ifPresent(rules::add);
        return new PasswordRules(rules);
    }

    private static void containing(List<PasswordRule> rules, String code, int count, CodePoints of, String shown) {
        if (count > 0) {
            rules.add(new PasswordRule.Containing(code, count, of, shown));
        }
    }

    /** Returns the configuration string with every setting. It ends with a word, so that a truncated string is detected. */
    @Override
    public String toString() {
        return "min=%d max=%d lower=%d upper=%d digits=%d special=%d specials=%s spaces=%s not=%s repeats=%s common=%s"
                .formatted(
                        min,
                        max,
                        lower,
                        upper,
                        digits,
                        special,
                        specials,
                        spacesAnywhere ? "anywhere" : "inside",
                        not.isEmpty()
                                ? SettingsParser.NONE
                                : new TreeSet<>(not)
                                        .stream().map(Settings::word).collect(Collectors.joining(",")),
                        repeats.map(Object::toString).orElse(SettingsParser.OFF),
                        common.map(Settings::word).orElse(SettingsParser.OFF));
    }

    /** A value as written in the configuration string. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
