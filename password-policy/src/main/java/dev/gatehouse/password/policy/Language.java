package dev.gatehouse.password.policy;

import dev.gatehouse.password.page.RuleTexts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.theme.Theme;

/**
 * The language of the message's reader, and the source of its texts.
 *
 * @param session the request's session
 * @param type the theme type whose messages are used
 * @param locale the language
 */
record Language(KeycloakSession session, Theme.Type type, Locale locale) {

    /**
     * Returns the language for messages about a password.
     *
     * @param user the owner of the password; {@code null} if there is no user yet
     */
    static Language of(KeycloakSession session, @Nullable UserModel user) {
        // As in Keycloak's admin resources: the language of the admin who sends the request, not of the user.
        if (session.getContext().getBearerToken() instanceof AccessToken admin) {
            return new Language(session, Theme.Type.ADMIN, admin.getLocale() == null ? Locale.ENGLISH : Locale.forLanguageTag(admin.getLocale()));
        }
        return ofPage(session, user);
    }

    /** Returns the language of a login page. */
    static Language ofPage(KeycloakSession session, @Nullable UserModel user) {
        return new Language(session, Theme.Type.LOGIN, session.getContext().resolveLocale(user));
    }

    RuleTexts texts() {
        try {
            return new RuleTexts(session.theme().getTheme(type).getEnhancedMessages(session.getContext().getRealm(), locale), locale);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
