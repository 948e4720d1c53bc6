package dev.gatehouse.mail;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.email.EmailException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * A mail that tells what happened to an account. It has no link.
 *
 * @param kind what happened
 * @param facts what the template names: {@code when}, {@code device}, {@code place}, and {@code newAddress} where there is one
 */
public record AccountNotice(Kind kind, Map<String, Object> facts) {

    private static final String TEMPLATE = "gatehouse-notice.ftl";

    /** What happened. */
    public enum Kind {
        /** The person has changed the password. */
        PASSWORD_CHANGED("changed", false),
        /** An administrator has set a password. */
        PASSWORD_BY_ADMIN("byAdmin", true),
        /** The person has changed the email address. */
        ADDRESS_CHANGED("addressChanged", false),
        /** An administrator has changed the email address. */
        ADDRESS_BY_ADMIN("addressByAdmin", true),
        /** Somebody has signed in with a browser or in a country that is new to the account. */
        SIGN_IN("signIn", false);

        private final String messages;
        private final boolean byAdmin;

        Kind(String name, boolean byAdmin) {
            this.messages = "gatehouseMail_" + name;
            this.byAdmin = byAdmin;
        }

        /** Whether an administrator did it: then neither device nor place are the person's. */
        public boolean isByAdmin() {
            return byAdmin;
        }
    }

    public AccountNotice {
        facts = Map.copyOf(facts);
    }

    /** Renders the mail in the user's language. */
    public RenderedMail render(KeycloakSession session, RealmModel realm, UserModel user) throws EmailException {
        MailTemplates templates = new MailTemplates(session, realm, user);
        Map<String, Object> attributes = new HashMap<>(facts);
        attributes.put("kind", kind.messages);
        attributes.put("byAdmin", kind.byAdmin);
        return templates.render(kind.messages + "_title", List.of(templates.displayNameOfRealm()), TEMPLATE, attributes);
    }
}
