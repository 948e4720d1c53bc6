package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.account.AccountSnapshot;
import dev.gatehouse.mfa.decision.Gate;
import dev.gatehouse.mfa.decision.SecurityStampRotation;
import dev.gatehouse.mfa.decision.UserSessions;
import dev.gatehouse.mfa.device.KnownDeviceCredential;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.keycloak.events.Event;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Secures an account whose password, address, credentials, links to providers or being enabled an administrator has changed, by whatever call. */
final class AdminChangeListener implements EventListenerProvider {

    private static final Logger LOG = Logger.getLogger(AdminChangeListener.class);
    private static final Pattern USER = Pattern.compile("users/([^/]+)(/.*)?");

    /** Of a user of another store no password is to be seen here. */
    private static final String RESET_PASSWORD = "/reset-password";
    private static final String LINKS = "/federated-identity/";

    private final KeycloakSession session;

    AdminChangeListener(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        boolean isAboutUser = event.getResourceType() == ResourceType.USER && event.getResourcePath() != null && event.getError() == null;
        RealmModel realm = session.realms().getRealm(event.getRealmId());
        if (!isAboutUser || realm == null || !Gate.isInUse(realm) || event.getOperationType() == OperationType.CREATE) {
            return;
        }
        Matcher path = USER.matcher(event.getResourcePath());
        UserModel user = path.matches() ? session.users().getUserById(realm, path.group(1)) : null;
        if (user != null && (RESET_PASSWORD.equals(path.group(2)) || unlinks(path.group(2), event) || opensOtherwise(realm, user))) {
            new SecurityStampRotation(session, realm, user).all();
            // They are void, but an access token is taken for as long as its session is there.
            new UserSessions(session, realm, user).endAll(new EventBuilder(realm, session, session.getContext().getConnection()).user(user));
            LOG.infof("GATEHOUSE-412 The account %s in realm %s was changed by an administrator; its sessions were ended, and what was issued for it before was revoked",
                    user.getId(), realm.getName());
        }
    }

    private static boolean unlinks(String subresource, AdminEvent event) {
        return event.getOperationType() == OperationType.DELETE && subresource != null && subresource.startsWith(LINKS);
    }

    /** The event does not say what was changed, so what is about to be committed is compared with what is committed. */
    private boolean opensOtherwise(RealmModel realm, UserModel user) {
        AccountSnapshot now = AccountSnapshot.of(session, realm.getId(), user.getId(), KnownDeviceCredential.TYPE);
        AccountSnapshot before = AccountSnapshot.committed(session, realm.getId(), user.getId(), KnownDeviceCredential.TYPE);
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
