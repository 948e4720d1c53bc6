package dev.gatehouse.bench;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.keycloak.http.HttpRequest;
import org.keycloak.http.HttpResponse;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.PasswordPolicy;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.RealmModelDelegate;
import org.keycloak.policy.DigitsPasswordPolicyProvider;
import org.keycloak.policy.LengthPasswordPolicyProvider;
import org.keycloak.policy.LowerCasePasswordPolicyProvider;
import org.keycloak.policy.MaximumLengthPasswordPolicyProvider;
import org.keycloak.policy.PasswordPolicyProvider;
import org.keycloak.policy.SpecialCharsPasswordPolicyProvider;
import org.keycloak.policy.UpperCasePasswordPolicyProvider;
import org.keycloak.services.DefaultKeycloakContext;

/** Keycloak's built-in policies, configured by Keycloak's parser, without a server. */
final class KeycloakPolicies {

    private KeycloakPolicies() {}

    static List<PasswordPolicyProvider> six() {
        Realm realm = new Realm();
        KeycloakContext context = new DefaultKeycloakContext(null) {

            @Override
            public RealmModel getRealm() {
                return realm;
            }

            @Override
            protected Optional<HttpRequest> createHttpRequest() {
                return Optional.empty();
            }

            @Override
            protected Optional<HttpResponse> createHttpResponse() {
                return Optional.empty();
            }
        };
        Map<String, PasswordPolicyProvider> six = new TreeMap<>(Map.of(
                "length", new LengthPasswordPolicyProvider(context),
                "maxLength", new MaximumLengthPasswordPolicyProvider(context),
                "lowerCase", new LowerCasePasswordPolicyProvider(context),
                "upperCase", new UpperCasePasswordPolicyProvider(context),
                "digits", new DigitsPasswordPolicyProvider(context),
                "specialChars", new SpecialCharsPasswordPolicyProvider(context)));
        KeycloakSession session = (KeycloakSession) Proxy.newProxyInstance(
                KeycloakPolicies.class.getClassLoader(),
                new Class<?>[] {KeycloakSession.class},
                (proxy, method, arguments) -> six.get(arguments[1]));
        realm.policy = PasswordPolicy.parse(
                session,
                "length(8) and maxLength(99) and lowerCase(1) and upperCase(1) and digits(1) and specialChars(1)");
        return List.copyOf(six.values());
    }

    private static final class Realm extends RealmModelDelegate {

        private PasswordPolicy policy;

        Realm() {
            super(null);
        }

        @Override
        public PasswordPolicy getPasswordPolicy() {
            return policy;
        }
    }
}
