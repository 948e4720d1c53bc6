package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.store.SingleUseObjectStore;
import dev.gatehouse.recovery.token.ResetRequestStore;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Tells the script of a page that waits for an email whether the page may move on. Whoever asks needs what the page derives from its secret,
 * and learns nothing but what a reload of it shows. The secret itself is not sent: requests every few seconds would leave it in the logs of
 * every proxy. The account is not looked up, and no rate limit counts the request.
 */
final class WaitingState {

    private static final Pattern WAITING = Pattern.compile("/([0-9a-f]{64})/" + RecoveryUrls.STATE + "$");

    private final ResetRequestStore requests;
    private final String path;

    /**
     * The state of one page.
     *
     * @param path the path of the request, with the name of what the page waits for
     */
    WaitingState(KeycloakSession session, RealmModel realm, String path) {
        this.requests = new ResetRequestStore(
                new SingleUseObjectStore(session.getKeycloakSessionFactory()), realm.getId(), new KeycloakClock());
        this.path = path;
    }

    /** 200 if the password was changed, 204 as long as it was not, and for a page that is unknown. */
    Response answer() {
        boolean isDone = waiting().filter(requests::isDone).isPresent();
        // Keycloak answers 500 in place of 200 without a media type.
        return (isDone ? Response.ok("", MediaType.TEXT_PLAIN_TYPE) : Response.noContent())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private Optional<String> waiting() {
        Matcher found = WAITING.matcher(path);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
