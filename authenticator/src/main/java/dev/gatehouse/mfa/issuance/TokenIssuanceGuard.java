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
 * The third check, after the flow and the gate: checks a login when its code or assertion is about to be issued, whichever endpoint has
 * completed it. An endpoint that does not evaluate flows and required actions bypasses both of them, but every browser login ends here.
 */
final class TokenIssuanceGuard {

    private final KeycloakSession session;

    TokenIssuanceGuard(KeycloakSession session) {
        this.session = session;
    }

    /** What is missing when a login is about to end. */
    private enum Debt {
        /** Nothing. */
        NOTHING,
        /** MFA evidence, or a check by the gate. */
        PROOF,
        /** A new login, because the account was secured while this one was pending. */
        NEW_LOGIN,
        /** Evidence for the authentication level that the app requires as essential. */
        LEVEL,
        /** A role that the app requires. */
        ROLE
    }

    /**
     * Lets a login end, or refuses it.
     *
     * @param opened the session that the login has opened or continues
     * @param event the event of the login
     * @param protocol issues the code or the assertion
     * @return the response of the protocol
     * @throws jakarta.ws.rs.WebApplicationException if the login is refused; its changes are rolled back, and the response leads to what is
     *     missing
     */
    Response pass(
            AuthenticationSessionModel login,
            UserSessionModel opened,
            EventBuilder event,
            Supplier<Response> protocol) {
        RealmModel realm = login.getRealm();
        if (!GatehouseRealm.of(realm).decidesLogins()) {
            return protocol.get();
        }
        return switch (debt(realm, login, opened.getUser())) {
            case NOTHING -> protocol.get();
            case PROOF ->
                throw refusal(login, opened, event, GatehouseEvents.LAST_DOOR_PROOF, Refusal.LAST_DOOR_PROOF)
                        .leadingTo(GatehouseRequiredActions.GATE);
            // The gate's page says what happened.
            case NEW_LOGIN ->
                throw refusal(login, opened, event, GatehouseEvents.LAST_DOOR_SECURED, Refusal.LAST_DOOR_SECURED)
                        .leadingTo(GatehouseRequiredActions.GATE);
            // The gate asks for it or, where nothing reaches it, tells the app.
            case LEVEL ->
                throw refusal(login, opened, event, GatehouseEvents.LAST_DOOR_LEVEL, Refusal.LAST_DOOR_LEVEL)
                        .leadingTo(GatehouseRequiredActions.GATE);
            case ROLE ->
                throw refusal(login, opened, event, GatehouseEvents.LAST_DOOR_ROLE, Refusal.LAST_DOOR_ROLE)
                        .leadingTo(AppAccess.ACTION);
        };
    }

    /** An emailed link is no evidence here: it was meant to end with a page, and is about to end with a session. */
    private Debt debt(RealmModel realm, AuthenticationSessionModel login, UserModel user) {
        SessionGate gate = new SessionGate(session, realm);
        if (GatehouseRealm.of(realm).isGateEnabled() && !gate.isProven(login, user)) {
            if (gate.isRevoked(login, user)) {
                return Debt.NEW_LOGIN;
            }
            if (!gate.isLenient(login, user)) {
                return Debt.PROOF;
            }
            Refusal.LAST_DOOR_PROOF.countObserved(realm.getName());
        }
        if (GatehouseRealm.of(realm).isGateEnabled() && !hasEssentialLevel(login, user)) {
            return Debt.LEVEL;
        }
        return new AppAccess(session, realm).decide(user, login.getClient()) == Admission.ADMITTED
                ? Debt.NOTHING
                : Debt.ROLE;
    }

    private boolean hasEssentialLevel(AuthenticationSessionModel login, UserModel user) {
        new AuthenticationLevels(session, login).discardUnproven(user);
        return StepUp.of(session, login, user).hasEssential(user);
    }

    /** Reports the event first: an error event is kept when the request is rolled back. */
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
