package dev.gatehouse.sharing;

import dev.gatehouse.keycloak.grant.SessionLookup;
import dev.gatehouse.keycloak.metrics.GatehouseCounter;
import dev.gatehouse.keycloak.store.AccountKey;
import dev.gatehouse.keycloak.store.RequestStoreReader;
import dev.gatehouse.keycloak.store.SingleUseObjectStore;
import dev.gatehouse.mfa.decision.Gate;
import dev.gatehouse.mfa.device.KnownDevices;
import dev.gatehouse.risk.model.UserAgent;
import dev.gatehouse.risk.signals.RequestReader;
import dev.gatehouse.sharing.ConcurrentUseLimit.Excess;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.keycloak.common.ClientConnection;
import org.keycloak.common.util.Time;
import org.keycloak.events.Event;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.ImpersonationSessionNote;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Looks at every login and every refresh of tokens, and raises an event and a metric for an account that is used by too many. */
final class SharedLoginDetector implements EventListenerProvider {

    /** The event's name. */
    static final String SUSPECTED = "shared_login_suspected";

    private static final Logger LOG = Logger.getLogger(SharedLoginDetector.class);
    private static final Set<EventType> SIGNS_OF_USE = Set.of(EventType.LOGIN, EventType.REFRESH_TOKEN);
    private static final String DEVICE = "gatehouse.device";

    private final KeycloakSession session;

    SharedLoginDetector(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {
        RealmModel realm = session.getContext().getRealm();
        if (!SIGNS_OF_USE.contains(event.getType()) || realm == null || !Gate.isInUse(realm)) {
            return;
        }
        SharingSettings settings = settings(realm);
        if (event.getType() == EventType.LOGIN) {
            settings.problems().forEach(problem -> LOG.errorf(
                    "GATEHOUSE-407 Configuration of shared logins in realm %s: %s. Until fixed, the default applies", realm.getName(), problem));
        }
        if (settings.places() + settings.devices() > 0) {
            SessionLookup.find(session, realm, event.getSessionId())
                    .filter(used -> used.getNote(ImpersonationSessionNote.IMPERSONATOR_ID.toString()) == null)
                    .ifPresent(used -> look(event, realm, used, settings));
        }
    }

    private void look(Event event, RealmModel realm, UserSessionModel used, SharingSettings settings) {
        UsageSample sample = new UsageSample(AccountKey.of(realm, used.getUser()).key(), new RequestReader(session).prefix(realm), device(event, realm, used));
        if (ConcurrentUseLimit.isKnown(new RequestStoreReader(session), settings, sample)) {
            return;
        }
        KeycloakSessionFactory sessions = session.getKeycloakSessionFactory();
        ClientConnection connection = session.getContext().getConnection();
        // After commit: what is rolled back was no use, and the store may need a connection to the database of its own.
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                Set<Excess> excess = new ConcurrentUseLimit(new SingleUseObjectStore(sessions), settings).add(sample, now());
                if (!excess.isEmpty()) {
                    KeycloakModelUtils.runJobInTransaction(sessions, own -> raise(own, connection, event, excess));
                }
            }

            @Override
            protected void rollbackImpl() {
                // nothing was used
            }
        });
    }

    /** A session stays on the device where it began: an app that refreshes tokens shows neither cookie nor browser. */
    private String device(Event event, RealmModel realm, UserSessionModel used) {
        String noted = used.getNote(DEVICE);
        if (noted != null || used.isOffline() || event.getType() != EventType.LOGIN) {
            return noted == null ? used.getId() : noted;
        }
        String device = new KnownDevices(session).identify(realm, used.getUser()).orElseGet(this::kindOfDevice);
        used.setNote(DEVICE, device);
        return device;
    }

    private String kindOfDevice() {
        UserAgent userAgent = new RequestReader(session).userAgent();
        return userAgent.browser() + "/" + userAgent.operatingSystem() + "/" + userAgent.deviceType();
    }

    private static void raise(KeycloakSession own, ClientConnection connection, Event event, Set<Excess> excess) {
        RealmModel realm = own.realms().getRealm(event.getRealmId());
        own.getContext().setRealm(realm);
        new EventBuilder(realm, own, connection)
                .event(EventType.CUSTOM_REQUIRED_ACTION)
                .user(event.getUserId())
                .client(event.getClientId())
                .session(event.getSessionId())
                .ipAddress(event.getIpAddress())
                .detail("custom_required_action", SUSPECTED)
                .detail("gatehouse_too_many", excess.stream().map(Excess::code).collect(Collectors.joining(" ")))
                .success();
        GatehouseCounter.SHARED_LOGINS.increment(realm.getName());
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Time.currentTimeMillis());
    }

    private static SharingSettings settings(RealmModel realm) {
        RequiredActionConfigModel config = realm.getRequiredActionConfigByAlias(Gate.ACTION);
        return SharingSettings.parse(config == null ? null : config.getConfig());
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        // nobody uses an account by this
    }

    @Override
    public void close() {
        // holds nothing
    }
}
