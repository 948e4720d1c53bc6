package dev.gatehouse.password.policy;

import dev.gatehouse.password.page.RuleTexts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.stream.Stream;
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
            return ofAdmin(session, admin);
        }
        return ofPage(session, user);
    }

    /**
     * Returns the language of an admin: the token's or the account's {@code locale}, else the request's {@code Accept-Language}, else the
     * realm's default. A lightweight token, as the Admin Console has it, names none.
     */
    private static Language ofAdmin(KeycloakSession session, AccessToken token) {
        UserModel admin = session.getContext().getUser();
        Locale locale = Stream.of(token.getLocale(), admin == null ? null : admin.getFirstAttribute(UserModel.LOCALE))
                .filter(tag -> tag != null && !tag.isBlank())
                .findFirst()
                .map(Locale::forLanguageTag)
                .orElseGet(() -> session.getContext().resolveLocale(null));
        // Keycloak looks the sentence around the list up in the language of this token, which is only in memory.
        token.setLocale(locale.toLanguageTag());
        return new Language(session, Theme.Type.ADMIN, locale);
    }

    /** Returns the language of a login page. */
    static Language ofPage(KeycloakSession session, @Nullable UserModel user) {
        return new Language(session, Theme.Type.LOGIN, session.getContext().resolveLocale(user));
    }

    RuleTexts texts() {
        try {
            return new RuleTexts(
                    session.theme()
                            .getTheme(type)
                            .getEnhancedMessages(session.getContext().getRealm(), locale),
                    locale);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
