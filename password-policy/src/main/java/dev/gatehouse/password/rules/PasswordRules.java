package dev.gatehouse.password.rules;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a password must be.
 *
 * @param rules the rules, in the order in which people are told what is broken; never {@code null}
 */
public record PasswordRules(List<Rule> rules) {

    /**
     * The longest password, in code points, whose every rule is judged. Of a longer one it is only said that it is too long, whatever
     * comes in: a check never takes longer than for this many. No rule may allow more.
     */
    public static final int JUDGED = 1000;

    public PasswordRules {
        rules = List.copyOf(rules);
    }

    /**
     * Finds all rules that a password breaks.
     *
     * @param password as it was typed, neither trimmed nor normalised; {@code null} counts as empty. Any length, any code units.
     * @param person whose it is to be; {@code null} if nothing is known
     * @param known the list for {@link Rule.NotCommon}; if it cannot be read, that rule counts as broken
     * @return the broken rules in the order of {@link #rules()}; empty if the password is good
     */
    public List<Violation> check(String password, Person person, KnownPasswords known) {
        Attempt attempt = new Attempt(Objects.requireNonNullElse(password, ""), Objects.requireNonNullElse(person, Person.UNKNOWN), known);
        boolean judged = attempt.length() <= JUDGED;
        List<Violation> violations = new ArrayList<>();
        for (Rule rule : rules) {
            if (!judged && !(rule instanceof Rule.MaxLength)) {
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
