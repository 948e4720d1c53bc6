package dev.gatehouse.recovery.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.PasswordPolicy;

/**
 * The rules of a realm in the language of password managers, so that a password that they generate is accepted: the value of the attribute
 * {@code passwordrules} of a field (WebKit's proposal, developer.apple.com/password-rules). What it cannot say is left out.
 */
final class PasswordManagerRules {

    private static final int FIRST_PRINTABLE = '!';
    private static final int LAST_PRINTABLE = '~';

    private static final Map<String, String> KEYCLOAKS = Map.of(
            "length", "minlength",
            "maxLength", "maxlength",
            "lowerCase", "lower",
            "upperCase", "upper",
            "digits", "digit",
            "specialChars", "special");

    private PasswordManagerRules() {}

    /**
     * The attribute's value.
     *
     * @param policy the realm's policy, with Keycloak's own rules
     * @param data the data of Gatehouse's rules; empty without
     * @return empty if no rule can be said
     */
    static String of(PasswordPolicy policy, Map<?, ?> data) {
        Map<String, Integer> lengths = new LinkedHashMap<>();
        Set<String> required = new TreeSet<>();
        policy.getPolicies().stream().filter(KEYCLOAKS::containsKey).sorted().forEach(id -> {
            if (policy.getPolicyConfig(id) instanceof Integer count && count > 0) {
                String name = String.valueOf(KEYCLOAKS.get(id));
                if (name.endsWith("length")) {
                    lengths.put(name, count);
                } else {
                    required.add(name);
                }
            }
        });
        if (data.get("rules") instanceof List<?> rules) {
            rules.forEach(rule -> add((Map<?, ?>) rule, lengths, required));
        }
        List<String> parts = new ArrayList<>();
        lengths.forEach((name, count) -> parts.add(name + ": " + count + ";"));
        required.forEach(name -> parts.add("required: " + name + ";"));
        return String.join(" ", parts);
    }

    private static void add(Map<?, ?> rule, Map<String, Integer> lengths, Set<String> required) {
        String kind = String.valueOf(rule.get("kind"));
        if (!(rule.get("count") instanceof Integer count)) {
            return;
        }
        switch (kind) {
            case "atLeast" -> lengths.merge("minlength", count, Math::max);
            case "atMost" -> lengths.merge("maxlength", count, Math::min);
            case "containing" -> required.add(characters(rule.get("of")));
            default -> {
                // Nothing that a password manager understands.
            }
        }
        required.remove("");
    }

    /** A class of characters: a named one, or those of them that can be typed everywhere. */
    private static String characters(@Nullable Object pairs) {
        List<Integer> found = new ArrayList<>();
        if (pairs instanceof List<?> all) {
            for (Object pair : all) {
                if (pair instanceof List<?> ends
                        && ends.size() == 2
                        && ends.get(0) instanceof Integer from
                        && ends.get(1) instanceof Integer to) {
                    for (int each = Math.max(from, FIRST_PRINTABLE); each <= Math.min(to, LAST_PRINTABLE); each++) {
                        found.add(each);
                    }
                }
            }
        }
        return named(found);
    }

    private static String named(List<Integer> found) {
        if (found.isEmpty()) {
            return "";
        }
        if (found.stream().allMatch(each -> each >= 'a' && each <= 'z')) {
            return "lower";
        }
        if (found.stream().allMatch(each -> each >= 'A' && each <= 'Z')) {
            return "upper";
        }
        if (found.stream().allMatch(each -> each >= '0' && each <= '9')) {
            return "digit";
        }
        StringBuilder custom = new StringBuilder();
        found.stream().filter(each -> each != '-' && each != ']').forEach(custom::appendCodePoint);
        // By the format, these two stand first and last only.
        return "[" + (found.contains((int) '-') ? "-" : "") + custom + (found.contains((int) ']') ? "]" : "") + "]";
    }
}
