package dev.gatehouse.mfa.issuance;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.crypto.Sha256;
import dev.gatehouse.keycloak.store.ClusterStore;
import dev.gatehouse.keycloak.store.SingleUseObjectStore;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.services.resources.LoginActionsService;

/**
 * A form that a browser has sent twice, as after a double click. The browser shows the answer to the second only, and drops the cookies in
 * the answer to the first, with which the login was completed. So the second one gets them again, once and within {@link #LIFE}. Keycloak
 * then begins the login again, and the session completes it.
 *
 * <p>It is no second login: the request must carry the same form with the same one-time session code of the same tab, and the cookie of the
 * same login, whose session of the same user must be new. Nothing is verified again, and no code works twice. Another form ends it, so
 * nothing can be guessed here.
 */
public final class RepeatedAnswer {

    /** How long the second request may come after the first. */
    static final Duration LIFE = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final String USER = "user";
    private static final String FORM = "form";
    private static final String TAB = "tab_id";
    private static final String ANSWERED_HERE = "gatehouse.answered";

    private final KeycloakSession session;
    private final ClusterStore store;
    private final HttpRequest request;

    public RepeatedAnswer(KeycloakSession session) {
        this.session = session;
        this.store = new SingleUseObjectStore(session.getKeycloakSessionFactory());
        this.request = session.getContext().getHttpRequest();
    }

    /** Notes that the form of the current request has proven the second factor of this user. */
    public void keep(UserModel user) {
        key().ifPresent(key -> {
            session.setAttribute(ANSWERED_HERE, key);
            store.put(key, LIFE, Map.of(USER, user.getId(), FORM, form()));
        });
    }

    /** Sends the cookies of the session again if the current request repeats the one that has completed this login. */
    void resume(RealmModel realm) {
        key().filter(key -> session.getAttribute(ANSWERED_HERE) == null).ifPresent(key -> resume(realm, key));
    }

    private void resume(RealmModel realm, String key) {
        Optional<Map<String, String>> kept = store.get(key);
        if (kept.isEmpty() || !store.remove(key) || !isSameForm(kept.get().getOrDefault(FORM, ""))) {
            return;
        }
        UserSessionModel completed = awaitSession(realm);
        if (completed == null
                || completed.getState() != UserSessionModel.State.LOGGED_IN
                || !completed.getUser().getId().equals(kept.get().get(USER))
                || Instant.ofEpochSecond(completed.getStarted())
                        .isBefore(KeycloakClock.now().minus(LIFE))) {
            return;
        }
        AuthenticationManager.createLoginCookie(
                session,
                realm,
                completed.getUser(),
                completed,
                session.getContext().getUri(),
                session.getContext().getConnection());
    }

    /** The session of the login whose cookie the browser sent; {@code null} if the other request has not ended with one. */
    private @Nullable UserSessionModel awaitSession(RealmModel realm) {
        AuthenticationSessionManager logins = new AuthenticationSessionManager(session);
        long end = System.nanoTime() + PATIENCE.toNanos();
        UserSessionModel found = logins.getUserSessionFromAuthenticationCookie(realm);
        while (found == null && System.nanoTime() < end) {
            try {
                Thread.sleep(PAUSE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
            found = logins.getUserSessionFromAuthenticationCookie(realm);
        }
        return found;
    }

    /** Names the step by a hash of its one-time session code. Empty if the request is no answer to a page of a login. */
    private Optional<String> key() {
        MultivaluedMap<String, String> query = session.getContext().getUri().getQueryParameters();
        String code = query.getFirst(LoginActionsService.SESSION_CODE);
        String tab = query.getFirst(TAB);
        return HttpMethod.POST.equals(request.getHttpMethod()) && code != null && tab != null
                ? Optional.of("gatehouse-answer:" + Sha256.hex(tab + " " + code))
                : Optional.empty();
    }

    /** A hash of the form and of the session code: it has no digits that could be guessed. */
    private String form() {
        return Sha256.hex(session.getContext().getUri().getQueryParameters().getFirst(LoginActionsService.SESSION_CODE)
                + " "
                + new TreeMap<>(request.getDecodedFormParameters()));
    }

    private boolean isSameForm(String kept) {
        return MessageDigest.isEqual(
                kept.getBytes(StandardCharsets.US_ASCII), form().getBytes(StandardCharsets.US_ASCII));
    }
}
