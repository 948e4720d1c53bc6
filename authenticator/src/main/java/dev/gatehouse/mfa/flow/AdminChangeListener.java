package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.account.AccountSnapshot;
import dev.gatehouse.keycloak.event.AdminEventPath;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.keycloak.text.LogText;
import dev.gatehouse.mfa.decision.SecurityStampRotation;
import dev.gatehouse.mfa.decision.SessionGate;
import dev.gatehouse.mfa.decision.UserSessions;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.events.Event;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Secures an account after an administrator has changed its password, email address, credentials, identity provider links or enabled state,
 * whichever API call made the change. Where no flow of the realm enforces MFA for the user, sessions go on, as in Keycloak; logins in progress, codes,
 * devices and links do not.
 */
final class AdminChangeListener implements EventListenerProvider {

    private static final Logger LOG = Logger.getLogger(AdminChangeListener.class);

    private final KeycloakSession session;

    AdminChangeListener(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        Optional<AdminEventPath> path = AdminEventPath.ofUser(event);
        RealmModel realm = session.realms().getRealm(event.getRealmId());
        boolean isChange =
                path.isPresent() && event.getError() == null && event.getOperationType() != OperationType.CREATE;
        if (!isChange || realm == null || !GatehouseRealm.of(realm).isGateEnabled()) {
            return;
        }
        UserModel user = session.users().getUserById(realm, path.get().userId());
        if (user != null && (changesAccess(event, path.get()) || hasAccessChanged(realm, user))) {
            SecurityStampRotation stamp = new SecurityStampRotation(session, realm, user);
            if (!new SessionGate(session, realm).isEnforcedForAnyLogin(user)) {
                stamp.allButSessions();
                return;
            }
            stamp.all();
            // The sessions are already revoked, but resource servers accept an access token as long as its session
            // exists.
            new UserSessions(session, realm, user)
                    .endAll(new EventBuilder(
                                    realm, session, session.getContext().getConnection())
                            .user(user));
            LOG.infof(
                    "GATEHOUSE-412 The account %s in realm %s was changed by an administrator; its sessions were ended, and what was issued for it before was revoked",
                    LogText.of(user.getId()), LogText.of(realm.getName()));
        }
    }

    /** Whether the event itself shows the change. Needed for user storage providers, whose passwords cannot be compared. */
    private static boolean changesAccess(AdminEvent event, AdminEventPath path) {
        return path.isPasswordReset()
                || (event.getOperationType() == OperationType.DELETE && path.isFederatedIdentity());
    }

    /** Admin events do not list the changed fields, so the uncommitted state is compared with the committed one. */
    private boolean hasAccessChanged(RealmModel realm, UserModel user) {
        AccountSnapshot now = AccountSnapshot.of(session, realm.getId(), user.getId());
        AccountSnapshot before = AccountSnapshot.committed(session, realm.getId(), user.getId());
        return now.opensOtherwiseThan(before);
    }

    @Override
    public void onEvent(Event event) {
        // changes by the user are handled where the user makes them
    }

    @Override
    public void close() {
        // holds nothing
    }
}
