package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import dev.gatehouse.keycloak.session.AfterCommit;
import dev.gatehouse.keycloak.session.RealmJob;
import dev.gatehouse.mfa.decision.SessionGate;
import dev.gatehouse.mfa.enforcement.EnforcementStart;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * Notes at once when an administrator makes a realm enforce MFA, or stop enforcing it, so that the start is exact. Other changes, e.g. an
 * import, or a start at a set time, are noted at the next login or token request, see {@link EnforcementStart#note}.
 */
final class EnforcementListener implements EventListenerProvider {

    private static final Logger LOG = Logger.getLogger(EnforcementListener.class);

    /** Names of the resource types of changes that can switch the gate or the mode. */
    private static final Set<String> SWITCHING = Set.of(
            "REALM",
            "AUTH_FLOW",
            "AUTH_EXECUTION_FLOW",
            "AUTH_EXECUTION",
            "AUTHENTICATOR_CONFIG",
            "REQUIRED_ACTION",
            "REQUIRED_ACTION_CONFIG");

    private final KeycloakSession session;

    EnforcementListener(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        if (event.getError() != null || !SWITCHING.contains(event.getResourceTypeAsString())) {
            return;
        }
        noteAfterCommit(session, event.getRealmId());
    }

    /** Notes it once the change of a realm is committed. */
    static void noteAfterCommit(KeycloakSession session, String realmId) {
        KeycloakSessionFactory sessions = session.getKeycloakSessionFactory();
        AfterCommit.run(session, () -> note(sessions, realmId));
    }

    /** Notes it for every realm with the gate when the server starts: realms may have been imported, or Gatehouse upgraded. */
    static void noteAll(KeycloakSessionFactory sessions) {
        try {
            EnforcementStart.realmsWith(sessions, GatehouseRequiredActions.GATE)
                    .forEach(realmId -> note(sessions, realmId));
        } catch (RuntimeException failure) {
            LOG.debugf(failure, "Which realms enforce MFA was not noted at the start");
        }
    }

    private static void note(KeycloakSessionFactory sessions, String realmId) {
        try {
            RealmJob.run(
                    sessions,
                    realmId,
                    (jobSession, realm) ->
                            EnforcementStart.write(sessions, realmId, new SessionGate(jobSession, realm).scope()));
        } catch (RuntimeException failure) {
            // The change is made. The next login or token request notes it.
            LOG.debugf(failure, "Whether the realm %s enforces MFA was not noted", realmId);
        }
    }

    @Override
    public void onEvent(Event event) {
        // users switch nothing
    }

    @Override
    public void close() {
        // holds nothing
    }
}
