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
 * The app that somebody came from who has no login in progress, as it stands in the address of the page. It is no secret, and signed by
 * nobody: what is read from an address is checked as Keycloak checks what an app says of itself.
 *
 * @param clientId the app
 * @param redirect where it wants people to return to, or an empty text
 */
record ReturnApp(String clientId, String redirect) {

    /** In the path, because the choice of a language keeps nothing else. */
    private static final Pattern PLACE = Pattern.compile("/" + RecoveryUrls.FROM + "/([A-Za-z0-9_-]{1,2000})");
    private static final String SEPARATOR = "\n";

    /** The app of a login that Keycloak has just made. */
    static ReturnApp of(AuthenticationSessionModel login) {
        return new ReturnApp(login.getClient().getClientId(), Objects.requireNonNullElse(login.getRedirectUri(), ""));
    }

    /** The app of a way that is known; empty where nobody sent the person here, or a login is in progress. */
    static Optional<ReturnApp> of(ReturnTarget returnTarget) {
        return returnTarget.clientId().isEmpty() || !returnTarget.login().isEmpty() ? Optional.empty() : Optional.of(new ReturnApp(returnTarget.clientId(), returnTarget.redirect()));
    }

    /** The way in an address; none if it has none, or names what is no app. */
    static ReturnTarget read(KeycloakSession session, RealmModel realm, String called) {
        Matcher place = PLACE.matcher(called);
        return place.find() ? decode(place.group(1)).map(app -> app.checked(session, realm)).orElse(ReturnTarget.NONE) : ReturnTarget.NONE;
    }

    /** How it is written; empty if it is too long for an address. */
    Optional<String> printed() {
        byte[] text = (clientId + SEPARATOR + redirect).getBytes(StandardCharsets.UTF_8);
        return Optional.of(Base64.getUrlEncoder().withoutPadding().encodeToString(text)).filter(printed -> PLACE.matcher("/" + RecoveryUrls.FROM + "/" + printed).matches());
    }

    private static Optional<ReturnApp> decode(String printed) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(printed), StandardCharsets.UTF_8);
            int end = text.indexOf(SEPARATOR);
            return end < 0 ? Optional.empty() : Optional.of(new ReturnApp(text.substring(0, end), text.substring(end + 1)));
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
