package dev.gatehouse.recovery.page;

import dev.gatehouse.recovery.token.ReturnTarget;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.utils.RedirectUtils;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The app that a user without a login in progress came from, as encoded in the page's URL. It is neither secret nor signed: what is read
 * from a URL is checked as Keycloak checks what an app sends.
 *
 * @param clientId the client id of the app
 * @param redirect the redirect URI that the app wants, or an empty text
 */
record ReturnApp(String clientId, String redirect) {

    /** In the path, because a change of the language keeps nothing else. */
    private static final Pattern IN_PATH = Pattern.compile("/" + RecoveryUrls.FROM + "/([A-Za-z0-9_-]{1,2000})");

    private static final String SEPARATOR = "\n";

    /** The app of a login that Keycloak has just created. */
    static ReturnApp of(AuthenticationSessionModel login) {
        return new ReturnApp(login.getClient().getClientId(), Objects.requireNonNullElse(login.getRedirectUri(), ""));
    }

    /** The app of a return target; empty if no app sent the user here, or if a login is in progress. */
    static Optional<ReturnApp> of(ReturnTarget returnTarget) {
        return returnTarget.clientId().isEmpty() || !returnTarget.login().isEmpty()
                ? Optional.empty()
                : Optional.of(new ReturnApp(returnTarget.clientId(), returnTarget.redirect()));
    }

    /** The return target in a URL; {@link ReturnTarget#NONE} if it has none, or names no enabled app. */
    static ReturnTarget read(KeycloakSession session, RealmModel realm, String pathAndQuery) {
        Matcher match = IN_PATH.matcher(pathAndQuery);
        return match.find()
                ? decode(match.group(1)).map(app -> app.checked(session, realm)).orElse(ReturnTarget.NONE)
                : ReturnTarget.NONE;
    }

    /** The encoded app; empty if it is too long for a URL. */
    Optional<String> printed() {
        byte[] text = (clientId + SEPARATOR + redirect).getBytes(StandardCharsets.UTF_8);
        return Optional.of(Base64.getUrlEncoder().withoutPadding().encodeToString(text))
                .filter(printed ->
                        IN_PATH.matcher("/" + RecoveryUrls.FROM + "/" + printed).matches());
    }

    private static Optional<ReturnApp> decode(String printed) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(printed), StandardCharsets.UTF_8);
            int end = text.indexOf(SEPARATOR);
            return end < 0
                    ? Optional.empty()
                    : Optional.of(new ReturnApp(text.substring(0, end), text.substring(end + 1)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private ReturnTarget checked(KeycloakSession session, RealmModel realm) {
        ClientModel client = realm.getClientByClientId(clientId);
        if (client == null || !client.isEnabled()) {
            return ReturnTarget.NONE;
        }
        String allowed = redirect.isEmpty() ? null : RedirectUtils.verifyRedirectUri(session, redirect, client);
        return new ReturnTarget(clientId, Objects.requireNonNullElse(allowed, ""), "", "");
    }
}
