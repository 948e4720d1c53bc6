package dev.gatehouse.password.rules;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rules for a password.
 *
 * @param rules the rules, in the order in which violations are displayed
 */
public record PasswordRules(List<PasswordRule> rules) {

    /**
     * The maximum length in code points of a password that is checked against all rules. A longer one is only reported as too long,
     * so that the duration of a check is bounded for any input. No rule may allow more.
     */
    public static final int JUDGED = 1000;

    public PasswordRules {
        rules = List.copyOf(rules);
    }

    /**
     * Finds all rules that a password breaks.
     *
     * @param password as typed, neither trimmed nor normalised; {@code null} counts as empty. Any length, any code units.
     * @param person the owner of the password; {@code null} if nothing is known
     * @param known the list for {@link PasswordRule.NotCommon}; if it cannot be read, that rule counts as broken
     * @return the broken rules in the order of {@link #rules()}; empty if the password meets all rules
     */
    public List<Violation> check(@Nullable String password, @Nullable Person person, CommonPasswordLookup known) {
        Attempt attempt = new Attempt(
                Objects.requireNonNullElse(password, ""), Objects.requireNonNullElse(person, Person.UNKNOWN), known);
        boolean judged = attempt.length() <= JUDGED;
        List<Violation> violations = new ArrayList<>();
        for (PasswordRule rule : rules) {
            if (!judged && !(rule instanceof PasswordRule.MaxLength)) {
                continue;
            }
            try {
                if (rule.isBrokenBy(attempt)) {
                    violations.add(new Violation(rule, false));
                }
            } catch (IOException e) {
                violations.add(new Violation(rule, true));
            }
        }
        return violations;
    }
}
