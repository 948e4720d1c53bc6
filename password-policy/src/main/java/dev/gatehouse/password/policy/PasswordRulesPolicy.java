package dev.gatehouse.password.policy;

import dev.gatehouse.password.config.Configuration;
import dev.gatehouse.password.page.RuleTexts;
import dev.gatehouse.password.rules.CommonPasswordLookup;
import dev.gatehouse.password.rules.PasswordRules;
import dev.gatehouse.password.rules.Person;
import dev.gatehouse.password.rules.Violation;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.policy.PasswordPolicyConfigException;
import org.keycloak.policy.PasswordPolicyProvider;
import org.keycloak.policy.PolicyError;

/**
 * Checks a password against the rules of the realm, and reports all broken rules in one message, because Keycloak shows only the
 * first error.
 */
final class PasswordRulesPolicy implements PasswordPolicyProvider {

    private static final Logger LOG = Logger.getLogger(PasswordRulesPolicy.class);
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\u0080-\\u009F\\u2028\\u2029]+");

    private final KeycloakSession session;
    private final CommonPasswordLookup common;

    PasswordRulesPolicy(KeycloakSession session, CommonPasswordLookup common) {
        this.session = session;
        this.common = common;
    }

    @Override
    public @Nullable PolicyError validate(RealmModel realm, @Nullable UserModel user, String password) {
        Person person = user == null
                ? Person.UNKNOWN
                : new Person(user.getUsername(), user.getEmail(), user.getFirstName(), user.getLastName());
        return validate(realm, user, person, password);
    }

    /** During registration there is no user yet, only the submitted form. */
    @Override
    public @Nullable PolicyError validate(@Nullable String username, String password) {
        return validate(session.getContext().getRealm(), null, RegistrationForm.of(session, username), password);
    }

    private @Nullable PolicyError validate(RealmModel realm, @Nullable UserModel user, Person person, String password) {
        PasswordRules rules = PasswordRulesPolicyFactory.rules(realm).orElseThrow();
        List<Violation> violations = rules.check(password, person, common);
        if (violations.isEmpty()) {
            return null;
        }
        if (session.getContext().getAuthenticationSession() == null) {
            // An import reports only that the policy was not met.
            LOG.infof(
                    "GATEHOUSE-603 A password was refused in realm %s, user %s. Broken rules: %s",
                    inOneLine(realm.getName()),
                    user == null ? "unknown" : inOneLine(user.getId()),
                    violations.stream().map(Violation::code).collect(Collectors.joining(", ")));
        }
        RuleTexts texts = Language.of(session, user).texts();
        return new PolicyError(RuleTexts.BROKEN, texts.of(violations));
    }

    /** Names may hold line breaks, by which somebody could write lines of the log. */
    private static String inOneLine(String name) {
        return BREAKS.matcher(name).replaceAll("\uFFFD");
    }

    @Override
    public Object parseConfig(String value) {
        Configuration configuration = Configuration.parse(value);
        if (!configuration.problems().isEmpty()) {
            throw new PasswordPolicyConfigException(String.join("; ", configuration.problems()));
        }
        return configuration.settings().rules();
    }

    @Override
    public void close() {
        // nothing to do
    }
}
