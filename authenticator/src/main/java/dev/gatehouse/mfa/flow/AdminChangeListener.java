package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.account.AccountSnapshot;
import dev.gatehouse.keycloak.event.AdminEventPath;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.mfa.decision.SecurityStampRotation;
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

/** Secures an account whose password, address, credentials, links to providers or being enabled an administrator has changed, by whatever call. */
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
        boolean isChange = path.isPresent() && event.getError() == null && event.getOperationType() != OperationType.CREATE;
        if (!isChange || realm == null || !GatehouseRealm.of(realm).isGateEnabled()) {
            return;
        }
        UserModel user = session.users().getUserById(realm, path.get().userId());
        if (user != null && (changesAccess(event, path.get()) || opensOtherwise(realm, user))) {
            new SecurityStampRotation(session, realm, user).all();
            // They are void, but an access token is taken for as long as its session is there.
            new UserSessions(session, realm, user).endAll(new EventBuilder(realm, session, session.getContext().getConnection()).user(user));
            LOG.infof("GATEHOUSE-412 The account %s in realm %s was changed by an administrator; its sessions were ended, and what was issued for it before was revoked",
                    user.getId(), realm.getName());
        }
    }

    /** Whether the event itself says so: of a user of another store no password can be compared. */
    private static boolean changesAccess(AdminEvent event, AdminEventPath path) {
        return path.isPasswordReset() || (event.getOperationType() == OperationType.DELETE && path.isFederatedIdentity());
    }

    /** The event does not say what was changed, so what is about to be committed is compared with what is committed. */
    private boolean opensOtherwise(RealmModel realm, UserModel user) {
        AccountSnapshot now = AccountSnapshot.of(session, realm.getId(), user.getId());
        AccountSnapshot before = AccountSnapshot.committed(session, realm.getId(), user.getId());
        return now.opensOtherwiseThan(before);
    }

    @Override
    public void onEvent(Event event) {
        // people secure their own accounts where they do it
    }

    @Override
    public void close() {
        // holds nothing
    }
}
