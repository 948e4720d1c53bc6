package dev.gatehouse.access;

import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import dev.gatehouse.keycloak.membership.RoleOrGroupMatcher;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.models.UserModel;

/** Decides whether a user may enter an app. */
public final class AppAccess {

    /** The required action that stands for the decision at login, and holds its configuration. */
    public static final String ACTION = GatehouseRequiredActions.APP_ACCESS;

    private static final Logger LOG = Logger.getLogger(AppAccess.class);

    /** Keycloak's own clients, with which people and admins look after accounts. */
    private static final Set<String> KEYCLOAKS_OWN = Set.of(
            Constants.ACCOUNT_MANAGEMENT_CLIENT_ID,
            Constants.ACCOUNT_CONSOLE_CLIENT_ID,
            Constants.ADMIN_CONSOLE_CLIENT_ID,
            Constants.ADMIN_CLI_CLIENT_ID,
            Constants.BROKER_SERVICE_CLIENT_ID);

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AppAccessSettings settings;
    private List<String> unknownApps;

    public AppAccess(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
        this.settings = AppAccessSettings.parse(config(realm));
    }

    /** What was decided. */
    public enum Admission {
        /** The user may enter. */
        ADMITTED,
        /** The app is for others. */
        FOR_OTHERS,
        /** The configuration cannot be understood, so nobody enters the apps that it may mean. */
        MISCONFIGURED
    }

    /** What the admin has configured. */
    public AppAccessSettings settings() {
        return settings;
    }

    /** Decides about a user and an app. Everybody is admitted where the realm does not use the required action. */
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
                    realm.getName(), problem, client.getClientId()));
            return Admission.MISCONFIGURED;
        }
        return members.include(user) ? Admission.ADMITTED : Admission.FOR_OTHERS;
    }

    /** Whether it does not matter who enters. */
    boolean isForEverybody(ClientModel client) {
        boolean isMarked = settings.apps().contains(client.getClientId());
        // Which app was meant by a name that does not exist cannot be known, so it may be any.
        return !GatehouseRealm.of(realm).isAppAccessEnabled()
                || !isMarked && (KEYCLOAKS_OWN.contains(client.getClientId()) || unknownApps().isEmpty());
    }

    /** Looked up once: each decision asks twice. */
    private List<String> unknownApps() {
        if (unknownApps == null) {
            unknownApps = settings.apps().stream().filter(app -> realm.getClientByClientId(app) == null).toList();
        }
        return unknownApps;
    }

    private static Map<String, String> config(RealmModel realm) {
        return Optional.ofNullable(realm.getRequiredActionConfigByAlias(ACTION)).map(RequiredActionConfigModel::getConfig).orElse(null);
    }
}
