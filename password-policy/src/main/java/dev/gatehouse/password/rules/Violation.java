package dev.gatehouse.password.rules;

/**
 * A rule that a password breaks.
 *
 * @param rule the rule
 * @param uncheckable whether the rule only counts as broken because the list of known passwords cannot be read
 */
public record Violation(PasswordRule rule, boolean uncheckable) {

    /** The rule's {@link PasswordRule#code() code}. */
    public String code() {
        return rule.code();
    }
}
