package dev.gatehouse.password.page;

import dev.gatehouse.password.rules.CaseFolding;
import dev.gatehouse.password.rules.PasswordRule;
import dev.gatehouse.password.rules.PasswordRules;
import dev.gatehouse.password.rules.Person;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules as data for a page: what it needs to check a password exactly as the server does, and the checklist to display.
 * Contains only maps, lists, texts and numbers, so that it can be serialised as JSON or passed to a template.
 * {@code gatehouse-password-rules.js} reads it.
 */
public final class RuleData {

    private RuleData() {}

    /**
     * Returns the data of rules.
     *
     * @param rules the rules of a realm
     * @param ruleTexts the texts of the checklist in the user's language
     * @return {@code judged}: the maximum length of a password to check against all rules; {@code shortestDetail}: personal details
     *     shorter than this are ignored; {@code rules}: see {@link PasswordRule#data()}; {@code fold}: the table of {@link CaseFolding}, if
     *     a rule needs it; {@code checklist}: items with the {@code codes} of their rules, and a {@code text}
     */
    public static Map<String, Object> of(PasswordRules rules, RuleTexts ruleTexts) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("judged", PasswordRules.JUDGED);
        data.put("shortestDetail", Person.SHORTEST);
        data.put("rules", rules.rules().stream().map(PasswordRule::data).toList());
        if (rules.rules().stream().anyMatch(rule -> rule instanceof PasswordRule.NotPersonal)) {
            data.put("fold", CaseFolding.table());
        }
        data.put("checklist", checklist(rules, ruleTexts));
        return data;
    }

    private static List<Map<String, Object>> checklist(PasswordRules rules, RuleTexts texts) {
        List<Map<String, Object>> items = new ArrayList<>();
        PasswordRule.MinLength least = null;
        for (PasswordRule rule : rules.rules()) {
            if (rule instanceof PasswordRule.MinLength min) {
                least = min;
            } else if (rule instanceof PasswordRule.MaxLength most && least != null) {
                items.add(item(List.of(least.code(), most.code()), texts.length(least, most)));
            } else if (!(rule instanceof PasswordRule.WholeCharacters)) {
                // Only programs break this rule, never typing, so users need not read it.
                items.add(item(List.of(rule.code()), texts.of(rule)));
            }
        }
        return items;
    }

    private static Map<String, Object> item(List<String> codes, String text) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("codes", codes);
        item.put("text", text);
        return item;
    }
}
