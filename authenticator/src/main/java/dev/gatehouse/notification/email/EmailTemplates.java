package dev.gatehouse.notification.email;

import dev.gatehouse.keycloak.theme.ThemeTexts;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.email.EmailException;
import org.keycloak.email.freemarker.FreeMarkerEmailTemplateProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.theme.Theme;

/** Renders emails with the realm's email theme in the user's language, without sending them. */
final class EmailTemplates extends FreeMarkerEmailTemplateProvider {

    /** The property of a theme; the layout of emails reads it too. */
    private static final String BRAND = "gatehouseName";

    EmailTemplates(KeycloakSession session, RealmModel realm, UserModel user) {
        super(session);
        setRealm(realm);
        setUser(user);
    }

    RenderedEmail render(
            String subjectKey, List<Object> subjectAttributes, String template, Map<String, Object> attributes)
            throws EmailException {
        EmailTemplate email = processTemplate(subjectKey, subjectAttributes, template, new HashMap<>(attributes));
        return new RenderedEmail(email.getSubject(), email.getTextBody(), email.getHtmlBody());
    }

    /** The theme, with texts that are merged once and not for each email. */
    @Override
    protected Theme getTheme() throws IOException {
        return ThemeTexts.in(super.getTheme());
    }

    /** The name that users know the realm by: the theme's brand, otherwise the realm's display name. */
    String displayNameOfRealm() throws EmailException {
        try {
            String brand = getTheme().getProperties().getProperty(BRAND);
            return brand == null || brand.isBlank() ? getRealmName() : brand.strip();
        } catch (IOException e) {
            throw new EmailException("the realm's email theme cannot be read", e);
        }
    }
}
