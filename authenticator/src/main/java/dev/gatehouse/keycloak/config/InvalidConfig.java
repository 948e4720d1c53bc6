package dev.gatehouse.keycloak.config;

import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.ErrorResponse;
import org.keycloak.theme.Theme;

/**
 * Rejects a configuration that an administrator wants to save, with the reasons in the administrator's language. Keycloak passes no text on:
 * for a model exception it answers "unknown_error", and for a validation exception with the key of a message, which only the Admin Console
 * can translate. So the answer is made here, the same for the console, the REST API and kcadm.
 */
public final class InvalidConfig {

    private InvalidConfig() {}

    /**
     * Rejects the configuration if there are problems.
     *
     * @param problems what is invalid
     * @throws jakarta.ws.rs.WebApplicationException with all of them, which the Admin Console shows
     */
    public static void refuse(KeycloakSession session, RealmModel realm, List<SettingProblem> problems) {
        if (!problems.isEmpty()) {
            Locale locale = language(session);
            Properties messages = messages(session, realm, locale);
            throw ErrorResponse.error(
                    problems.stream()
                            .map(problem -> problem.text(messages, locale))
                            .collect(Collectors.joining("\n")),
                    Response.Status.BAD_REQUEST);
        }
    }

    private static Properties messages(KeycloakSession session, RealmModel realm, Locale locale) {
        try {
            return session.theme().getTheme(Theme.Type.ADMIN).getEnhancedMessages(realm, locale);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The language of the administrator's account, otherwise that of the browser or program, otherwise English. */
    private static Locale language(KeycloakSession session) {
        return Optional.ofNullable(session.getContext().getBearerToken())
                .filter(AccessToken.class::isInstance)
                .map(token -> ((AccessToken) token).getLocale())
                .filter(tag -> !tag.isBlank())
                .map(Locale::forLanguageTag)
                .or(() -> accepted(session))
                .orElse(Locale.ENGLISH);
    }

    private static Optional<Locale> accepted(KeycloakSession session) {
        return Optional.ofNullable(session.getContext().getRequestHeaders())
                .flatMap(headers -> headers.getAcceptableLanguages().stream().findFirst())
                .filter(wanted ->
                        !wanted.getLanguage().isBlank() && !wanted.getLanguage().equals("*"));
    }
}
