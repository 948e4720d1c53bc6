package dev.gatehouse.notification.email;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.email.EmailException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * An email about recovering or changing a password.
 *
 * @param kind what it says
 * @param facts the variables of the template: {@code when}, {@code device}, {@code place}, and, if there are any,
 *     {@code account}, {@code notMe}, {@code link}, {@code code}, {@code lifetime} with {@code validUntil}, {@code providers}
 */
public record RecoveryEmail(Kind kind, Map<String, Object> facts) {

    private static final String TEMPLATE = "gatehouse-recovery.ftl";

    /** What an email says. */
    public enum Kind {
        /** How to choose a new password. */
        RESET("reset"),
        /** How to confirm a change of the password. */
        CHANGE("change"),
        /** How to sign everyone out. */
        NOT_ME("notMe"),
        /** That sign-in is paused because of wrong passwords, and how the owner continues. */
        PAUSED("paused"),
        /** That the password was changed. */
        CHANGED("changed"),
        /** That there is no password here, and how the user signs in. */
        ELSEWHERE("elsewhere"),
        /** That the password is in a user store that Keycloak only reads, and whom to contact. */
        NOT_HERE("notHere"),
        /** That the account is locked, and whom to contact. */
        LOCKED("locked");

        private final String name;

        Kind(String name) {
            this.name = name;
        }

        private String messages() {
            return "gatehouseMail_" + name;
        }
    }

    public RecoveryEmail {
        facts = Map.copyOf(facts);
    }

    /** Renders the email in the user's language. */
    public RenderedEmail render(KeycloakSession session, RealmModel realm, UserModel user) throws EmailException {
        EmailTemplates templates = new EmailTemplates(session, realm, user);
        Map<String, Object> attributes = new HashMap<>(facts);
        attributes.put("kind", kind.messages());
        return templates.render(
                kind.messages() + "_title", List.of(templates.displayNameOfRealm()), TEMPLATE, attributes);
    }

    /** Hides the facts, which include a link. */
    @Override
    public String toString() {
        return "RecoveryMail[" + kind + "]";
    }
}
