package dev.gatehouse.admin.logins;

import dev.gatehouse.keycloak.event.GatehouseEvents;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;

/** An event of a login, with the details that Gatehouse has added. */
record LoginEventView(Event event) {

    /** The types that a login is read from: completed, failed, and a code sent. */
    static final Set<EventType> TYPES =
            Set.of(EventType.LOGIN, EventType.LOGIN_ERROR, EventType.CUSTOM_REQUIRED_ACTION);

    private static final Set<String> SUSPICIOUS = Set.of("ask", "would_ask", "refuse");
    private static final String DENIED = "refuse";

    /** How Keycloak marks the events of a direct grant. Each call of it has an authentication session of its own. */
    private static final String DIRECT_GRANT = "oauth_credentials";

    /** The errors by which Gatehouse ends a login; after all others the user can go on. */
    private static final Set<String> FINAL = Set.of(
            GatehouseEvents.NO_EMAIL,
            GatehouseEvents.ACCOUNT_SECURED_SINCE,
            GatehouseEvents.LEVEL_UNMET,
            GatehouseEvents.LAST_DOOR_PROOF,
            GatehouseEvents.LAST_DOOR_SECURED,
            GatehouseEvents.LAST_DOOR_LEVEL,
            GatehouseEvents.LAST_DOOR_ROLE,
            GatehouseEvents.APP_ACCESS_DENIED,
            GatehouseEvents.APP_ACCESS_MISCONFIGURED,
            GatehouseEvents.CODE_BLOCKED,
            Errors.USER_DISABLED);

    /**
     * What the events of one login have in common.
     *
     * @param session the authentication session; empty for a direct grant
     */
    record Key(String userId, String app, String session) {}

    String id() {
        return event.getId();
    }

    long time() {
        return event.getTime();
    }

    Instant instant() {
        return Instant.ofEpochMilli(time());
    }

    Key key() {
        String session = DIRECT_GRANT.equals(detail(Details.AUTH_METHOD)) ? "" : text(Details.CODE_ID);
        return new Key(userId(), orEmpty(event.getClientId()), session);
    }

    /** The user; empty if the event has none. */
    String userId() {
        return orEmpty(event.getUserId());
    }

    boolean isLogin() {
        return event.getType() == EventType.LOGIN;
    }

    boolean isError() {
        return event.getType() == EventType.LOGIN_ERROR;
    }

    boolean isCodeSent() {
        return event.getType() == EventType.CUSTOM_REQUIRED_ACTION
                && GatehouseEvents.SECURITY_CODE_SENT.equals(detail(Details.CUSTOM_REQUIRED_ACTION));
    }

    /** Whether it tells what was decided about the login of a user. */
    boolean isAssessed() {
        return detail(GatehouseEvents.VERDICT) != null
                && !userId().isEmpty()
                && (isLogin() || isError() || isCodeSent());
    }

    /** Whether the login was challenged, would have been, or was refused. */
    boolean isSuspicious() {
        return isAssessed() && SUSPICIOUS.contains(verdict());
    }

    /** Whether Gatehouse has ended the login. */
    boolean isFinal() {
        return isError() && (DENIED.equals(verdict()) || FINAL.contains(orEmpty(event.getError())));
    }

    /** What was decided; empty if the event does not tell. */
    String verdict() {
        return text(GatehouseEvents.VERDICT);
    }

    /** The factor or method that the event is about; empty if it is about none. */
    Optional<String> factor() {
        if (isCodeSent()) {
            return Optional.of("email");
        }
        return Optional.ofNullable(detail(isLogin() ? GatehouseEvents.MFA : GatehouseEvents.FACTOR));
    }

    @Nullable
    String detail(String name) {
        Map<String, String> details = event.getDetails();
        return details == null ? null : details.get(name);
    }

    /** A detail; empty if the event does not have it. */
    String text(String name) {
        return orEmpty(detail(name));
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
