package dev.gatehouse.access;

import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import dev.gatehouse.keycloak.membership.RoleOrGroupMatcher;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.keycloak.session.RequestCache;
import dev.gatehouse.keycloak.text.LogText;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/** Decides whether a user may enter an app. Without saved settings all users may enter all apps. */
public final class AppAccess {

    /** The alias of the required action that enforces the decision at login and holds its configuration. */
    public static final String ACTION = GatehouseRequiredActions.APP_ACCESS;

    private static final Logger LOG = Logger.getLogger(AppAccess.class);

    /** Keycloak's own clients, with which users and admins manage accounts. */
    private static final Set<String> KEYCLOAKS_OWN = Set.of(
            Constants.ACCOUNT_MANAGEMENT_CLIENT_ID,
            Constants.ACCOUNT_CONSOLE_CLIENT_ID,
            Constants.ADMIN_CONSOLE_CLIENT_ID,
            Constants.ADMIN_CLI_CLIENT_ID,
            Constants.BROKER_SERVICE_CLIENT_ID);

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AppAccessSettings settings;

    public AppAccess(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
        this.settings = AppAccessSettings.of(session, realm);
    }

    /** The decision. */
    public enum Admission {
        /** The user may enter. */
        ADMITTED,
        /** Only other users may enter the app. */
        FOR_OTHERS,
        /** The configuration is invalid, so no user enters the apps that it may mean. */
        MISCONFIGURED
    }

    /** The settings of the realm. */
    public AppAccessSettings settings() {
        return settings;
    }

    /** The roles and groups whose members may enter the apps, by the names that users see. */
    List<String> people() {
        RoleOrGroupMatcher members = RoleOrGroupMatcher.named(session, realm, settings.people());
        return Stream.concat(
                        members.roles().stream().map(RoleModel::getName),
                        members.groups().stream().map(GroupModel::getName))
                .distinct()
                .toList();
    }

    /** Decides about a user and an app. All users are admitted if the realm does not use the required action. */
    public Admission decide(UserModel user, ClientModel client) {
        if (isForEverybody(client)) {
            return Admission.ADMITTED;
        }
        RoleOrGroupMatcher members = RoleOrGroupMatcher.named(session, realm, settings.people());
        List<String> problems = Stream.of(
                        settings.problems().stream(),
                        unknownApps().stream().map(app -> "there is no client " + app),
                        members.unknown().stream().map(name -> "there is neither a role nor a group " + name))
                .flatMap(each -> each)
                .toList();
        if (!problems.isEmpty()) {
            problems.forEach(problem -> LOG.errorf(
                    "GATEHOUSE-501 Configuration of the access to apps in realm %s: %s. Until fixed, no user can enter %s",
                    LogText.of(realm.getName()), LogText.of(problem), LogText.of(client.getClientId())));
            return Admission.MISCONFIGURED;
        }
        return members.include(user) ? Admission.ADMITTED : Admission.FOR_OTHERS;
    }

    /** Whether all users may enter. */
    boolean isForEverybody(ClientModel client) {
        if (!GatehouseRealm.of(realm).isAppAccessInForce()) {
            return true;
        }
        // A name of an app that does not exist may have been meant for any app.
        return !settings.apps().contains(client.getClientId())
                && (KEYCLOAKS_OWN.contains(client.getClientId())
                        || unknownApps().isEmpty());
    }

    /** Looked up once in a request, because a login is decided about at three places. */
    private List<String> unknownApps() {
        return RequestCache.get(session, "apps " + realm.getId() + " " + settings.apps(), () -> settings.apps().stream()
                .filter(app -> realm.getClientByClientId(app) == null)
                .toList());
    }
}
