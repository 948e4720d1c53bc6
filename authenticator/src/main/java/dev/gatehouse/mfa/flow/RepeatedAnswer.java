package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.crypto.Sha256;
import dev.gatehouse.keycloak.store.ClusterStore;
import dev.gatehouse.keycloak.store.SingleUseObjectStore;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.services.resources.LoginActionsService;

/**
 * A form that a browser has sent twice, as after a double click. The browser shows the answer to the second only, and drops the cookies in
 * the answer to the first, with which the login was completed. So the second one gets them again, once and within {@link #LIFE}.
 *
 * <p>It is no second login: the request must carry the same form with the same one-time session code of the same tab, and the cookie of the
 * same login, whose session of the same user must be new. Nothing is verified again, and no code works twice.
 */
final class RepeatedAnswer {

    /** How long the second request may come after the first. */
    static final Duration LIFE = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration LOOKS = Duration.ofMillis(50);
    private static final String USER = "user";
    private static final String TAB = "tab_id";

    private final KeycloakSession session;
    private final ClusterStore store;
    private final HttpRequest request;

    RepeatedAnswer(KeycloakSession session) {
        this.session = session;
        this.store = new SingleUseObjectStore(session.getKeycloakSessionFactory());
        this.request = session.getContext().getHttpRequest();
    }

    /** Notes that the current request has proven the second factor of this user. */
    void keep(UserModel user) {
        key().ifPresent(key -> store.put(key, LIFE, Map.of(USER, user.getId())));
    }

    /**
     * Waits for a request with the same form, which is being processed.
     *
     * @return whether there is one that has proven the second factor
     */
    boolean isBeingAnswered() {
        Optional<String> key = key();
        return key.isPresent() && waitFor(() -> store.get(key.get()).isPresent());
    }

    /**
     * The answer to a form that another request has answered: to go on to wherever that one has led to.
     *
     * @param sessionId the id that the session of this login has or will have
     */
    Response goOn(RealmModel realm, String sessionId) {
        if (waitFor(() -> KeycloakModelUtils.runJobInTransactionWithResult(
                session.getKeycloakSessionFactory(), job -> hasSession(job, realm.getId(), sessionId)))) {
            resume(realm);
        }
        URI page = session.getContext()
                .getUri()
                .getRequestUriBuilder()
                .replaceQueryParam(LoginActionsService.SESSION_CODE)
                .build();
        return Response.status(Response.Status.FOUND).location(page).build();
    }

    /**
     * Sends the cookies of the session again if the current request repeats the one that has completed this login.
     *
     * @return whether it does
     */
    boolean resume(RealmModel realm) {
        Optional<String> key = key();
        Optional<String> userId = key.flatMap(store::get).map(kept -> kept.get(USER));
        if (userId.isEmpty()) {
            return false;
        }
        UserSessionModel completed =
                new AuthenticationSessionManager(session).getUserSessionFromAuthenticationCookie(realm);
        if (completed == null
                || completed.getState() != UserSessionModel.State.LOGGED_IN
                || !completed.getUser().getId().equals(userId.get())
                || Instant.ofEpochSecond(completed.getStarted())
                        .isBefore(KeycloakClock.now().minus(LIFE))
                || !store.remove(key.get())) {
            return false;
        }
        AuthenticationManager.createLoginCookie(
                session,
                realm,
                completed.getUser(),
                completed,
                session.getContext().getUri(),
                session.getContext().getConnection());
        return true;
    }

    private static boolean hasSession(KeycloakSession job, String realmId, String sessionId) {
        RealmModel realm = job.realms().getRealm(realmId);
        job.getContext().setRealm(realm);
        return job.sessions().getUserSession(realm, sessionId) != null;
    }

    /** Names the form by a hash: it contains a code. Empty if the request is no answer to a page of a login. */
    private Optional<String> key() {
        Map<String, ?> query = new TreeMap<>(session.getContext().getUri().getQueryParameters());
        if (!HttpMethod.POST.equals(request.getHttpMethod())
                || !query.containsKey(LoginActionsService.SESSION_CODE)
                || !query.containsKey(TAB)) {
            return Optional.empty();
        }
        String form = query + " " + new TreeMap<>(request.getDecodedFormParameters());
        return Optional.of("gatehouse-answer:" + Sha256.hex(form));
    }

    private static boolean waitFor(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(LOOKS.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
