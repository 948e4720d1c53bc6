package dev.gatehouse.notification.email;

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
 * @param facts what the template names: {@code when}, {@code device}, {@code place}, {@code newAddress} where there is one, {@code enrolled} and
 *     {@code provider} where a factor or a linked provider was added or removed, {@code impersonator} where an administrator has opened the
 *     account, and {@code number} where several things are told at once
 */
public record AccountNoticeEmail(Kind kind, Map<String, Object> facts) {

    private static final String TEMPLATE = "gatehouse-notice.ftl";

    /** What happened. */
    public enum Kind {
        /** The person has changed the password. */
        PASSWORD_CHANGED("changed", true),
        /** An administrator has set a password. */
        PASSWORD_BY_ADMIN("byAdmin", false),
        /** The person has changed the email address. */
        ADDRESS_CHANGED("addressChanged", true),
        /** An administrator has changed the email address. */
        ADDRESS_BY_ADMIN("addressByAdmin", false),
        /** Somebody has signed in with a browser or in a country that is new to the account. */
        SIGN_IN("signIn", true),
        /** The person has added a factor or a linked provider. */
        ENROLMENT_ADDED("added", "added", "signIn", true),
        /** The person has removed one. */
        ENROLMENT_REMOVED("removed", "removed", "signIn", true),
        /** An administrator has added one. */
        ENROLMENT_ADDED_BY_ADMIN("added", "enrolledByAdmin", "byAdmin", false),
        /** An administrator has removed one. */
        ENROLMENT_REMOVED_BY_ADMIN("removed", "enrolledByAdmin", "byAdmin", false),
        /** An administrator has opened the account, and is signed in as the person. */
        IMPERSONATED("impersonated", false),
        /** More of the above has happened than is mailed one by one. */
        FURTHER("further", "further", "signIn", false);

        private final String title;
        private final String intro;
        private final String warning;
        private final boolean ofThePerson;

        Kind(String name, boolean ofThePerson) {
            this(name, name, name, ofThePerson);
        }

        Kind(String title, String intro, String warning, boolean ofThePerson) {
            this.title = "gatehouseMail_" + title + "_title";
            this.intro = "gatehouseMail_" + intro + "_intro";
            this.warning = "gatehouseMail_" + warning + "_warning";
            this.ofThePerson = ofThePerson;
        }

        /** Tells that a factor or a linked provider was added or removed. */
        public static Kind ofEnrolment(boolean isAdded, boolean byAdmin) {
            if (byAdmin) {
                return isAdded ? ENROLMENT_ADDED_BY_ADMIN : ENROLMENT_REMOVED_BY_ADMIN;
            }
            return isAdded ? ENROLMENT_ADDED : ENROLMENT_REMOVED;
        }

        /** Whether it was done with one device that may be the person's: then that, its place and its language are told. */
        public boolean isOfThePerson() {
            return ofThePerson;
        }
    }

    public AccountNoticeEmail {
        facts = Map.copyOf(facts);
    }

    /** Renders the mail in the user's language. */
    public RenderedEmail render(KeycloakSession session, RealmModel realm, UserModel user) throws EmailException {
        EmailTemplates templates = new EmailTemplates(session, realm, user);
        Map<String, Object> attributes = new HashMap<>(facts);
        attributes.put("title", kind.title);
        attributes.put("intro", kind.intro);
        attributes.put("warning", kind.warning);
        attributes.put("ofThePerson", kind.ofThePerson);
        return templates.render(kind.title, List.of(templates.displayNameOfRealm()), TEMPLATE, attributes);
    }
}
