package dev.gatehouse.sharing;

import dev.gatehouse.device.KnownDevices;
import dev.gatehouse.mfa.Gate;
import dev.gatehouse.risk.UserAgent;
import dev.gatehouse.signals.RequestReader;
import dev.gatehouse.store.SingleUseObjectStore;
import io.micrometer.core.instrument.Metrics;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.common.util.Time;
import org.keycloak.events.Event;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.ImpersonationSessionNote;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.models.UserSessionModel;

/** Looks at every login and every refresh of tokens, and raises an event and a metric for an account that is used by too many. */
final class SharedLoginDetector implements EventListenerProvider {

    /** The event's name, and the metric's. */
    static final String SUSPECTED = "shared_login_suspected";
    static final String METRIC = "gatehouse.shared.login.suspected";

    private static final Set<EventType> SIGNS_OF_USE = Set.of(EventType.LOGIN, EventType.REFRESH_TOKEN);
    private static final String DEVICE = "gatehouse.device";

    private final KeycloakSession session;

    SharedLoginDetector(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {
        RealmModel realm = session.getContext().getRealm();
        if (!SIGNS_OF_USE.contains(event.getType()) || event.getSessionId() == null || realm == null) {
            return;
        }
        UserSessionModel used = session.sessions().getUserSession(realm, event.getSessionId());
        SharingSettings settings = settings(realm);
        boolean isWatched = Gate.isInUse(realm) && settings.places() + settings.devices() > 0;
        if (used == null || !isWatched || used.getNote(ImpersonationSessionNote.IMPERSONATOR_ID.toString()) != null) {
            return;
        }
        Sighting sighting = new Sighting(realm.getId() + ":" + used.getUser().getId(), new RequestReader(session).prefix(realm), device(event, realm, used));
        Set<ConcurrentUse.Excess> excess = new ConcurrentUse(new SingleUseObjectStore(session), settings)
                .add(sighting, Instant.ofEpochMilli(Time.currentTimeMillis()));
        if (!excess.isEmpty()) {
            raise(event, realm, excess);
        }
    }

    /** A session stays on the device where it began: an app that refreshes tokens shows neither cookie nor browser. */
    private String device(Event event, RealmModel realm, UserSessionModel used) {
        String noted = used.getNote(DEVICE);
        if (noted != null || event.getType() != EventType.LOGIN) {
            return noted == null ? used.getId() : noted;
        }
        UserAgent userAgent = new RequestReader(session).userAgent();
        String device = new KnownDevices(session).identify(realm, used.getUser())
                .orElseGet(() -> userAgent.browser() + "/" + userAgent.operatingSystem() + "/" + userAgent.deviceType());
        used.setNote(DEVICE, device);
        return device;
    }

    private void raise(Event event, RealmModel realm, Set<ConcurrentUse.Excess> excess) {
        String of = excess.stream().map(each -> each.name().toLowerCase(Locale.ROOT)).sorted().collect(Collectors.joining(" "));
        new EventBuilder(realm, session, session.getContext().getConnection())
                .event(EventType.CUSTOM_REQUIRED_ACTION)
                .user(event.getUserId())
                .client(event.getClientId())
                .session(event.getSessionId())
                .detail("custom_required_action", SUSPECTED)
                .detail("gatehouse_too_many", of)
                .success();
        Metrics.counter(METRIC, "realm", realm.getName()).increment();
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
