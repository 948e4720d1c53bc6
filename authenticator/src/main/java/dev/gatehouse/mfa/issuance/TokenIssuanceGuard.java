package dev.gatehouse.mfa.issuance;

import dev.gatehouse.access.AppAccess;
import dev.gatehouse.access.AppAccess.Admission;
import dev.gatehouse.keycloak.event.GatehouseEvents;
import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import dev.gatehouse.keycloak.metrics.Refusal;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.mfa.decision.AuthenticationLevels;
import dev.gatehouse.mfa.decision.SessionGate;
import dev.gatehouse.mfa.decision.StepUp;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The third lock: looks at a login at the moment when its code or assertion is about to leave, whichever endpoint has completed it.
 * Flows and required actions can be gone round by an endpoint that does not evaluate them; every login of a browser ends here.
 */
final class TokenIssuanceGuard {

    private final KeycloakSession session;

    TokenIssuanceGuard(KeycloakSession session) {
        this.session = session;
    }

    /** What a login still owes when it is about to end. */
    private enum Debt {
        /** Nothing. */
        NOTHING,
        /** A second factor, or a look at the login by the gate. */
        PROOF,
        /** To be begun anew, because the account was secured while it waited. */
        NEW_LOGIN,
        /** A proof that the level of authentication is reached without which the app does not want the login. */
        LEVEL,
        /** A role that the app asks for. */
        ROLE
    }

    /**
     * Lets a login end, or refuses it.
     *
     * @param opened the session that the login has opened, or continues
     * @param event the event of the login
     * @param protocol what makes the code or the assertion
     * @return what the protocol answers
     * @throws jakarta.ws.rs.WebApplicationException if the login is refused; what it did is rolled back, and the answer leads to what is owed
     */
    Response pass(AuthenticationSessionModel login, UserSessionModel opened, EventBuilder event, Supplier<Response> protocol) {
        RealmModel realm = login.getRealm();
        if (!GatehouseRealm.of(realm).decidesLogins()) {
            return protocol.get();
        }
        return switch (debt(realm, login, opened.getUser())) {
            case NOTHING -> protocol.get();
            case PROOF -> throw refusal(login, opened, event, GatehouseEvents.LAST_DOOR_PROOF, Refusal.LAST_DOOR_PROOF)
                    .leadingTo(GatehouseRequiredActions.GATE);
            // The gate's page says what happened.
            case NEW_LOGIN -> throw refusal(login, opened, event, GatehouseEvents.LAST_DOOR_SECURED, Refusal.LAST_DOOR_SECURED)
                    .leadingTo(GatehouseRequiredActions.GATE);
            // The gate asks for it or, where nothing reaches it, tells the app.
            case LEVEL -> throw refusal(login, opened, event, GatehouseEvents.LAST_DOOR_LEVEL, Refusal.LAST_DOOR_LEVEL)
                    .leadingTo(GatehouseRequiredActions.GATE);
            case ROLE -> throw refusal(login, opened, event, GatehouseEvents.LAST_DOOR_ROLE, Refusal.LAST_DOOR_ROLE)
                    .leadingTo(AppAccess.ACTION);
        };
    }

    /** A mailed link pays for nothing here: it was to end with a page, and is about to end with a session. */
    private Debt debt(RealmModel realm, AuthenticationSessionModel login, UserModel user) {
        SessionGate gate = new SessionGate(session, realm);
        if (GatehouseRealm.of(realm).isGateEnabled() && !gate.isProven(login, user)) {
            return gate.isRevoked(login, user) ? Debt.NEW_LOGIN : Debt.PROOF;
        }
        if (GatehouseRealm.of(realm).isGateEnabled() && !hasEssentialLevel(login, user)) {
            return Debt.LEVEL;
        }
        return new AppAccess(session, realm).decide(user, login.getClient()) == Admission.ADMITTED ? Debt.NOTHING : Debt.ROLE;
    }

    private boolean hasEssentialLevel(AuthenticationSessionModel login, UserModel user) {
        new AuthenticationLevels(session, login).takeBackUnproven(user);
        return StepUp.of(session, login).hasEssential(user);
    }

    /** Reports first: what is reported as an error is kept when the request is rolled back. */
    private LoginRollback refusal(
            AuthenticationSessionModel login, UserSessionModel opened, EventBuilder event, String error, Refusal why) {
        event.clone()
                .event(EventType.LOGIN)
                .user(opened.getUser())
                .detail(GatehouseEvents.PATH, session.getContext().getUri().getPath())
                .error(error);
        why.count(login.getRealm().getName());
        return new LoginRollback(session, login);
    }
}
