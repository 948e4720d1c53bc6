package dev.gatehouse.admin.logins;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.event.GatehouseEvents;
import dev.gatehouse.keycloak.text.StoredText;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * What administrators say about logins. It is kept for measuring the model, and changes no decision. Only whoever may manage the user of a
 * login may do so; if the user is gone, whoever may manage the realm. All that is kept of a login comes from its event.
 */
public final class LoginFeedback {

    /** How much feedback an export has at most: more than administrators give in {@link FeedbackStore#KEPT}. */
    public static final int MOST = 10_000;

    private static final String WITHDRAWN = "withdrawn";

    /** Longer than any id of an event. */
    private static final int LONGEST_ID = 64;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator auth;
    private final AdminEventBuilder adminEvent;
    private final FeedbackStore store;

    /**
     * Acts for a caller.
     *
     * @param auth what the caller may do in this realm
     * @param adminEvent for one event about what the caller does
     */
    public LoginFeedback(
            KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth, AdminEventBuilder adminEvent) {
        this.session = session;
        this.realm = realm;
        this.auth = auth;
        this.adminEvent = adminEvent;
        this.store = new FeedbackStore(session, realm);
    }

    /**
     * Says who a login was by, in place of what was said about it before.
     *
     * @param eventId an event that tells what was decided about a login; see {@link SuspiciousLogin#eventId}
     */
    public FeedbackResult give(String eventId, FeedbackLabel label) {
        Optional<LoginEventView> event = event(eventId);
        if (event.isEmpty()) {
            // The event may have expired, and what it said is kept.
            return existing(eventId)
                    .map(former -> give(relabelled(former, label)))
                    .orElseGet(this::unknown);
        }
        return give(feedback(event.get(), label));
    }

    private FeedbackResult give(Feedback feedback) {
        if (!mayManage(feedback.userId())) {
            return FeedbackResult.NOT_PERMITTED;
        }
        store.keep(feedback);
        record(feedback, feedback.label().code());
        return FeedbackResult.DONE;
    }

    /** The id of the user of a login about which something was said. */
    public Optional<String> userOf(String eventId) {
        return existing(eventId).map(Feedback::userId);
    }

    /** Withdraws what was said about a login. */
    public FeedbackResult withdraw(String eventId) {
        Optional<Feedback> existing = existing(eventId);
        if (existing.isEmpty()) {
            return unknown();
        }
        if (!mayManage(existing.get().userId())) {
            return FeedbackResult.NOT_PERMITTED;
        }
        store.delete(eventId);
        record(existing.get(), WITHDRAWN);
        return FeedbackResult.DONE;
    }

    /**
     * All feedback about logins of the realm, the most recently given first, at most {@link #MOST}. The caller must be allowed to view the
     * events of the realm.
     */
    public List<Feedback> all() {
        return store.latest(MOST);
    }

    private Optional<LoginEventView> event(String eventId) {
        return Optional.of(eventId)
                .filter(LoginFeedback::isId)
                .flatMap(new StoredEvents(session, realm)::find)
                .map(LoginEventView::new)
                .filter(LoginEventView::isAssessed);
    }

    private Optional<Feedback> existing(String eventId) {
        return Optional.of(eventId).filter(LoginFeedback::isId).flatMap(store::find);
    }

    private static boolean isId(String text) {
        return text.length() <= LONGEST_ID && StoredText.isPossible(text);
    }

    private Feedback feedback(LoginEventView event, FeedbackLabel label) {
        String app = event.event().getClientId();
        return new Feedback(
                event.id(),
                event.userId(),
                label,
                event.instant(),
                event.verdict(),
                event.text(GatehouseEvents.SCORE),
                event.text(GatehouseEvents.THRESHOLD),
                event.text(GatehouseEvents.REASONS),
                event.text(GatehouseEvents.COUNTRY),
                app == null ? "" : app,
                auth.adminAuth().getUser().getId(),
                KeycloakClock.now().truncatedTo(ChronoUnit.MILLIS));
    }

    private Feedback relabelled(Feedback former, FeedbackLabel label) {
        return new Feedback(
                former.eventId(),
                former.userId(),
                label,
                former.time(),
                former.verdict(),
                former.score(),
                former.threshold(),
                former.reasons(),
                former.country(),
                former.app(),
                auth.adminAuth().getUser().getId(),
                KeycloakClock.now().truncatedTo(ChronoUnit.MILLIS));
    }

    private boolean mayManage(String userId) {
        UserModel user = session.users().getUserById(realm, userId);
        return user == null ? auth.realm().canManageRealm() : auth.users().canManage(user);
    }

    /** A caller who may manage nobody does not learn which logins there are. */
    private FeedbackResult unknown() {
        return auth.users().canManage() ? FeedbackResult.UNKNOWN_LOGIN : FeedbackResult.NOT_PERMITTED;
    }

    private void record(Feedback feedback, String what) {
        adminEvent
                .operation(OperationType.ACTION)
                .resource(ResourceType.USER)
                .resourcePath("gatehouse", "logins", feedback.eventId(), "feedback")
                .detail(GatehouseEvents.FEEDBACK, what)
                .detail(GatehouseEvents.FEEDBACK_USER, feedback.userId())
                .success();
    }
}
