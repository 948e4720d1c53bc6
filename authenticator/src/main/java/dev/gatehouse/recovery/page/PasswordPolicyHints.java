package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.json.PlainJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.PasswordPolicy;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resource.RealmResourceProvider;

/**
 * What a new password must fulfil, as a page lists it before the user types: first the checklist of Gatehouse's password rules, if that JAR
 * is installed and the realm uses them, then every other policy of the realm that has a text, with the key {@code gatehousePolicy_} and the
 * policy's id.
 *
 * @param texts the listed rules, in the language of the page; empty if there are none
 * @param data the data of Gatehouse's rules as JSON, whose checklist comes first in the texts; empty without such rules
 * @param forManagers the rules in the language of password managers, see {@link PasswordManagerRules}
 */
record PasswordPolicyHints(List<String> texts, String data, String forManagers) {

    /** The id of Gatehouse's password rules, as a policy and as the resource provider that returns their data. */
    private static final String GATEHOUSE = "gatehouse-password-rules";

    private static final String TEXT = "gatehousePolicy_";
    private static final PasswordPolicyHints NONE = new PasswordPolicyHints(List.of(), "", "");

    PasswordPolicyHints {
        texts = List.copyOf(texts);
    }

    /**
     * The rules for a user's password.
     *
     * @param form the page, for its texts
     */
    static PasswordPolicyHints of(KeycloakSession session, RealmModel realm, UserModel user, LoginFormsProvider form) {
        // An external user store has its own rules, which are unknown here.
        if (user.getFederationLink() != null) {
            return NONE;
        }
        PasswordPolicy policy = realm.getPasswordPolicy();
        Map<?, ?> data = hasOwn(realm) ? data(session) : Map.of();
        List<String> texts = new ArrayList<>(checklist(data));
        policy.getPolicies().stream()
                .sorted()
                .filter(id -> !id.equals(GATEHOUSE))
                .flatMap(id -> text(form, TEXT + id, policy.getPolicyConfig(id)))
                .forEach(texts::add);
        return new PasswordPolicyHints(
                texts, data.isEmpty() ? "" : PlainJson.write(data), PasswordManagerRules.of(policy, data));
    }

    /** Whether the realm uses Gatehouse's password rules. */
    static boolean hasOwn(RealmModel realm) {
        return realm.getPasswordPolicy().getPolicies().contains(GATEHOUSE);
    }

    /** Adds the rules to a page. */
    void showIn(LoginFormsProvider form) {
        form.setAttribute("gatehouseRules", texts)
                .setAttribute("gatehouseRuleData", data)
                .setAttribute("gatehouseRulesForManagers", forManagers);
    }

    private static Map<?, ?> data(KeycloakSession session) {
        return session.getProvider(RealmResourceProvider.class, GATEHOUSE) instanceof Supplier<?> rules
                        && rules.get() instanceof Map<?, ?> data
                ? data
                : Map.of();
    }

    private static List<String> checklist(Map<?, ?> data) {
        return data.get("checklist") instanceof List<?> items
                ? items.stream()
                        .map(item -> String.valueOf(((Map<?, ?>) item).get("text")))
                        .toList()
                : List.of();
    }

    private static Stream<String> text(LoginFormsProvider form, String key, Object config) {
        // As a text, because Arabic has digits of its own, beside the Latin ones of codes and times.
        String text = form.getMessage(key, config instanceof Number number ? number.toString() : config);
        return text.equals(key) ? Stream.empty() : Stream.of(text);
    }
}
