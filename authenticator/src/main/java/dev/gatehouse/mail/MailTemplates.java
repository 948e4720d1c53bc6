package dev.gatehouse.mail;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.email.EmailException;
import org.keycloak.email.freemarker.FreeMarkerEmailTemplateProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Renders mails with the realm's email theme in the user's language, without sending them. */
final class MailTemplates extends FreeMarkerEmailTemplateProvider {

    MailTemplates(KeycloakSession session, RealmModel realm, UserModel user) {
        super(session);
        setRealm(realm);
        setUser(user);
    }

    RenderedMail render(String subjectKey, List<Object> subjectAttributes, String template, Map<String, Object> attributes)
            throws EmailException {
        EmailTemplate mail = processTemplate(subjectKey, subjectAttributes, template, new HashMap<>(attributes));
        return new RenderedMail(mail.getSubject(), mail.getTextBody(), mail.getHtmlBody());
    }

    String displayNameOfRealm() {
        return getRealmName();
    }
}
