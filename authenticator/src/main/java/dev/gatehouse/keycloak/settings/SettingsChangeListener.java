package dev.gatehouse.keycloak.settings;

import dev.gatehouse.keycloak.realm.FlowExecutions;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.keycloak.session.AfterCommit;
import dev.gatehouse.keycloak.session.RealmJob;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;

/**
 * Reads the settings of a realm as soon as an administrator has changed them, so that what was valid is known, and a mistake is reported,
 * before the first login that needs them.
 */
final class SettingsChangeListener implements EventListenerProvider {

    private static final Logger LOG = Logger.getLogger(SettingsChangeListener.class);

    private static final Set<ResourceType> CHANGES = Set.of(
            ResourceType.REALM,
            ResourceType.REQUIRED_ACTION,
            ResourceType.REQUIRED_ACTION_CONFIG,
            ResourceType.AUTH_EXECUTION,
            ResourceType.AUTH_FLOW,
            ResourceType.AUTHENTICATOR_CONFIG);

    /** What settings may name. */
    private static final Set<ResourceType> NAMED =
            Set.of(ResourceType.REALM_ROLE, ResourceType.CLIENT_ROLE, ResourceType.GROUP, ResourceType.CLIENT);

    /** The path of a required action, or of its settings. */
    private static final Pattern ACTION = Pattern.compile("required-actions/([^/]+)(?:/config)?$");

    private final KeycloakSession session;

    SettingsChangeListener(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        if (event.getError() != null) {
            return;
        }
        if (event.getOperationType() == OperationType.DELETE) {
            removedOnPurpose(event).ifPresent(place -> removeAfterCommit(event.getRealmId(), place));
        }
        if (NAMED.contains(event.getResourceType())) {
            lookForNamesAgain(event.getRealmId());
        }
        if (CHANGES.contains(event.getResourceType())) {
            readAfterCommit(session, event.getRealmId());
        }
    }

    /** On all nodes: a role or client that settings name may have been added. */
    private void lookForNamesAgain(String realmId) {
        RealmModel realm = session.realms().getRealm(realmId);
        if (realm != null && GatehouseRealm.of(realm).decidesLogins()) {
            KeptWithRealm.discard(realm);
        }
    }

    /** The required action whose settings, or which itself, an administrator has removed. */
    private static Optional<SettingsPlace> removedOnPurpose(AdminEvent event) {
        String path = event.getResourcePath();
        Matcher action = path == null ? null : ACTION.matcher(path);
        return action != null && action.find()
                ? Optional.of(SettingsPlace.ofAction(action.group(1)))
                : Optional.empty();
    }

    private void removeAfterCommit(String realmId, SettingsPlace place) {
        LastValidSettings lastValid = SettingsProviderFactory.of(session).lastValid();
        AfterCommit.run(session, () -> {
            try {
                lastValid.removed(realmId, place);
            } catch (RuntimeException e) {
                LOG.warnf(
                        e,
                        "GATEHOUSE-419 Removed settings could not be forgotten; they stay in force until they are saved and removed again");
            }
        });
    }

    /** Reads the settings of a realm once what the request changes is committed. */
    static void readAfterCommit(KeycloakSession session, String realmId) {
        KeycloakSessionFactory sessions = session.getKeycloakSessionFactory();
        AfterCommit.run(session, () -> {
            try {
                RealmJob.run(sessions, realmId, SettingsChangeListener::read);
            } catch (RuntimeException e) {
                // The change is made; the next login reads the settings.
                LOG.debugf(e, "The changed settings of the realm %s could not be read", realmId);
            }
        });
    }

    private static void read(KeycloakSession session, RealmModel realm) {
        realm.getRequiredActionProvidersStream()
                .map(RequiredActionProviderModel::getAlias)
                .toList()
                .forEach(action -> SettingsInForce.ofAction(session, realm, action));
        realm.getAuthenticationFlowsStream()
                .filter(AuthenticationFlowModel::isTopLevel)
                .flatMap(flow -> FlowExecutions.all(realm, flow.getId()))
                .filter(execution -> execution.getAuthenticator() != null)
                .toList()
                .forEach(execution -> SettingsInForce.ofExecution(session, realm, execution));
    }

    @Override
    public void onEvent(Event event) {
        // users do not change settings
    }

    @Override
    public void close() {
        // holds nothing
    }
}
