package dev.gatehouse.notification.email;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.email.EmailException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * An email that reports what happened to an account. Its only link, if any, leads to {@link NotMePage}.
 *
 * @param kind what happened
 * @param facts the variables of the template: {@code when}, {@code device}, {@code place}, {@code notMe} if the realm has that page,
 *     {@code newAddress} if there is one, {@code enrolled} and {@code provider} if a factor or a linked provider was added or removed, {@code impersonator} if an administrator
 *     has opened the account, {@code helper} if support has helped its owner, and {@code number} if one email reports several events
 */
public record AccountNoticeEmail(Kind kind, Map<String, Object> facts) {

    private static final String TEMPLATE = "gatehouse-notice.ftl";

    /** What happened. */
    public enum Kind {
        /** The user has changed the password. */
        PASSWORD_CHANGED("changed", "changed", "signIn", true),
        /** An administrator has set a password. */
        PASSWORD_BY_ADMIN("byAdmin", false),
        /** The user has changed the email address. */
        ADDRESS_CHANGED("addressChanged", true),
        /** An administrator has changed the email address. */
        ADDRESS_BY_ADMIN("addressByAdmin", false),
        /** A login from a browser or a country that is new to the account. */
        SIGN_IN("signIn", true),
        /** The user has added a factor or a linked provider. */
        ENROLMENT_ADDED("added", "added", "signIn", true),
        /** The user has removed a factor or a linked provider. */
        ENROLMENT_REMOVED("removed", "removed", "signIn", true),
        /** An administrator has added a factor or a linked provider. */
        ENROLMENT_ADDED_BY_ADMIN("added", "enrolledByAdmin", "byAdmin", false),
        /** An administrator has removed a factor or a linked provider. */
        ENROLMENT_REMOVED_BY_ADMIN("removed", "enrolledByAdmin", "byAdmin", false),
        /** An administrator has opened the account, and is signed in as the user. */
        IMPERSONATED("impersonated", false),
        /** Support has issued a one-time pass. */
        LET_IN_ONCE("pass", false),
        /** Support has lifted the limits on wrong codes and emails. */
        UNLOCKED("unlocked", "unlocked", "byAdmin", false),
        /** Support has ended all sessions. */
        SIGNED_OUT("signedOut", "signedOut", "byAdmin", false),
        /** Support has locked the account down. */
        LOCKED_DOWN("lockedDown", "lockedDown", "byAdmin", false),
        /** More of the above has happened than is reported one by one. */
        FURTHER("further", "further", "signIn", false);

        private final String title;
        private final String intro;
        private final String warning;
        private final boolean byUser;

        Kind(String name, boolean byUser) {
            this(name, name, name, byUser);
        }

        Kind(String title, String intro, String warning, boolean byUser) {
            this.title = "gatehouseMail_" + title + "_title";
            this.intro = "gatehouseMail_" + intro + "_intro";
            this.warning = "gatehouseMail_" + warning + "_warning";
            this.byUser = byUser;
        }

        /** The kind for a factor or a linked provider that was added or removed. */
        public static Kind ofEnrolment(boolean isAdded, boolean byAdmin) {
            if (byAdmin) {
                return isAdded ? ENROLMENT_ADDED_BY_ADMIN : ENROLMENT_REMOVED_BY_ADMIN;
            }
            return isAdded ? ENROLMENT_ADDED : ENROLMENT_REMOVED;
        }

        /**
         * Whether it was done with a device that may be the user's: then the email names the device and its place, and falls back to the
         * language of its page.
         */
        public boolean isByUser() {
            return byUser;
        }

        /** Whether the email leads to "This was not me", whose link goes to the account's current address. */
        private boolean leadsToNotMe() {
            return switch (this) {
                case PASSWORD_CHANGED, SIGN_IN, ENROLMENT_ADDED, ENROLMENT_REMOVED, IMPERSONATED, FURTHER -> true;
                case PASSWORD_BY_ADMIN,
                        ADDRESS_CHANGED,
                        ADDRESS_BY_ADMIN,
                        ENROLMENT_ADDED_BY_ADMIN,
                        ENROLMENT_REMOVED_BY_ADMIN,
                        LET_IN_ONCE,
                        UNLOCKED,
                        SIGNED_OUT,
                        LOCKED_DOWN -> false;
            };
        }
    }

    public AccountNoticeEmail {
        facts = Map.copyOf(facts);
    }

    /** Renders the email in the user's language. */
    public RenderedEmail render(KeycloakSession session, RealmModel realm, UserModel user) throws EmailException {
        EmailTemplates templates = new EmailTemplates(session, realm, user);
        Map<String, Object> attributes = new HashMap<>(facts);
        attributes.put("title", kind.title);
        attributes.put("intro", kind.intro);
        attributes.put("warning", kind.warning);
        attributes.put("ofThePerson", kind.byUser);
        attributes.put("leadsToNotMe", kind.leadsToNotMe());
        return templates.render(kind.title, List.of(templates.displayNameOfRealm()), TEMPLATE, attributes);
    }
}
