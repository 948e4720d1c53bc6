package dev.gatehouse.sharing;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.event.GatehouseEvents;
import dev.gatehouse.keycloak.grant.SessionLookup;
import dev.gatehouse.keycloak.metrics.GatehouseCounter;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.keycloak.session.AfterCommit;
import dev.gatehouse.keycloak.session.RealmJob;
import dev.gatehouse.keycloak.store.AccountKey;
import dev.gatehouse.keycloak.store.RequestStoreReader;
import dev.gatehouse.keycloak.store.SingleUseObjectStore;
import dev.gatehouse.mfa.device.KnownDevices;
import dev.gatehouse.risk.model.UserAgent;
import dev.gatehouse.risk.signals.RequestReader;
import dev.gatehouse.sharing.ConcurrentUseLimit.Excess;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.common.ClientConnection;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.ImpersonationSessionNote;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;

/** Looks at every login and every token refresh, and raises an event and a metric for an account that is used by too many. */
final class SharedLoginDetector implements EventListenerProvider {

    private static final Set<EventType> COUNTED_EVENTS = Set.of(EventType.LOGIN, EventType.REFRESH_TOKEN);
    private static final String DEVICE = "gatehouse.device";

    private final KeycloakSession session;

    SharedLoginDetector(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {
        RealmModel realm = session.getContext().getRealm();
        if (!COUNTED_EVENTS.contains(event.getType())
                || realm == null
                || !GatehouseRealm.of(realm).isGateEnabled()) {
            return;
        }
        SharingSettings settings = SharingSettings.of(session, realm);
        if (settings.places() + settings.devices() > 0) {
            SessionLookup.find(session, realm, event.getSessionId())
                    .filter(used -> used.getNote(ImpersonationSessionNote.IMPERSONATOR_ID.toString()) == null)
                    .ifPresent(used -> count(event, realm, used, settings));
        }
    }

    private void count(Event event, RealmModel realm, UserSessionModel used, SharingSettings settings) {
        UsageSample sample = new UsageSample(
                AccountKey.of(realm, used.getUser()).key(),
                new RequestReader(session).prefix(realm),
                device(event, realm, used));
        if (ConcurrentUseLimit.isKnown(new RequestStoreReader(session), settings, sample)) {
            return;
        }
        KeycloakSessionFactory sessions = session.getKeycloakSessionFactory();
        ClientConnection connection = session.getContext().getConnection();
        // After commit: what is rolled back was no use, and the store may need its own database connection.
        AfterCommit.run(session, () -> {
            Set<Excess> excess = new ConcurrentUseLimit(new SingleUseObjectStore(sessions), settings)
                    .add(sample, KeycloakClock.now());
            if (!excess.isEmpty()) {
                RealmJob.run(
                        sessions,
                        event.getRealmId(),
                        (jobSession, jobRealm) -> raise(jobSession, jobRealm, connection, event, excess));
            }
        });
    }

    /** A session stays on the device where it began: an app that refreshes tokens sends neither the cookie nor the browser's user agent. */
    private String device(Event event, RealmModel realm, UserSessionModel used) {
        String noted = used.getNote(DEVICE);
        if (noted != null || used.isOffline() || event.getType() != EventType.LOGIN) {
            return noted == null ? used.getId() : noted;
        }
        String device =
                new KnownDevices(session).identify(realm, used.getUser()).orElseGet(this::kindOfDevice);
        used.setNote(DEVICE, device);
        return device;
    }

    private String kindOfDevice() {
        UserAgent userAgent = new RequestReader(session).userAgent();
        return userAgent.browser() + "/" + userAgent.operatingSystem() + "/" + userAgent.deviceType();
    }

    private static void raise(
            KeycloakSession jobSession,
            RealmModel realm,
            ClientConnection connection,
            Event event,
            Set<Excess> excess) {
        new EventBuilder(realm, jobSession, connection)
                .event(EventType.CUSTOM_REQUIRED_ACTION)
                .user(event.getUserId())
                .client(event.getClientId())
                .session(event.getSessionId())
                .ipAddress(event.getIpAddress())
                .detail(Details.CUSTOM_REQUIRED_ACTION, GatehouseEvents.SHARED_LOGIN_SUSPECTED)
                .detail(
                        GatehouseEvents.TOO_MANY,
                        excess.stream().map(Excess::code).collect(Collectors.joining(" ")))
                .success();
        GatehouseCounter.SHARED_LOGINS.increment(realm.getName());
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        // admin events use no account
    }

    @Override
    public void close() {
        // holds nothing
    }
}
