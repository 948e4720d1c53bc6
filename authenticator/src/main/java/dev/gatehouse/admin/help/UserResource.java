package dev.gatehouse.admin.help;

import dev.gatehouse.admin.http.AdminRequest;
import dev.gatehouse.admin.http.AdminResponse;
import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.event.GatehouseEvents;
import dev.gatehouse.keycloak.membership.HelpRole;
import dev.gatehouse.keycloak.store.AccountKey;
import dev.gatehouse.keycloak.store.ClusterStore;
import dev.gatehouse.keycloak.store.RateLimit;
import dev.gatehouse.keycloak.store.SingleUseObjectStore;
import dev.gatehouse.keycloak.text.LogText;
import dev.gatehouse.mfa.decision.OneTimePasses;
import dev.gatehouse.mfa.decision.PrivilegedAccounts;
import dev.gatehouse.mfa.decision.UserSessions;
import dev.gatehouse.mfa.device.KnownDevices;
import dev.gatehouse.mfa.lockout.BruteForceProtection;
import dev.gatehouse.mfa.otp.PassIssueResult;
import dev.gatehouse.mfa.report.HistoryReader;
import dev.gatehouse.notification.notice.AccountNotices;
import dev.gatehouse.recovery.page.AccountLimits;
import dev.gatehouse.recovery.page.AccountLockdown;
import dev.gatehouse.risk.profile.ProfileStore;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * What is known about one user, and the five acts of help for that user. Each act requires a typed reason, is an admin event with it, and
 * is for administrators who may manage the user, and for helpers unless the account is privileged or their own. None of them shows, sets or
 * sends a password, or signs anybody in.
 */
@Produces(MediaType.APPLICATION_JSON)
public final class UserResource {

    private static final Logger LOG = Logger.getLogger(UserResource.class);

    /** How often helpers can unlock one account. */
    private static final RateLimit UNLOCKS = new RateLimit("helper-unlocks", 3, Duration.ofHours(1));

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator auth;
    private final AdminEventBuilder adminEvent;
    private final String id;

    /**
     * The resource of one user.
     *
     * @param id the id of the user, as the caller sent it
     */
    public UserResource(
            KeycloakSession session,
            RealmModel realm,
            AdminPermissionEvaluator auth,
            AdminEventBuilder adminEvent,
            String id) {
        this.session = session;
        this.realm = realm;
        this.auth = auth;
        this.adminEvent = adminEvent;
        this.id = id;
    }

    /** An act of help, once it is permitted and has a reason. */
    private interface Effect {

        /**
         * Does it.
         *
         * @param isByHelper whether the caller is a helper and not an administrator
         * @return what the caller learns
         */
        Map<String, Object> on(UserModel user, boolean isByHelper);
    }

    /** What is known about the user. Requires the role {@code view-users}. */
    @GET
    @Path("history")
    public Response history() {
        UserModel user = user();
        auth.users().requireView(user);
        return json(new HistoryReader(session, AdminRequest.of(session).language()).read(user));
    }

    /** Forgets what is known about the user, and all known devices. */
    @DELETE
    @Path("history")
    public Response forget(@QueryParam("reason") @Nullable String reason, @Nullable String body) {
        return help(HelpAct.FORGET, reason, body, (user, isByHelper) -> {
            new ProfileStore(session).forget(user);
            new KnownDevices(session).forgetAll(user);
            return Map.of();
        });
    }

    /** Lifts all limits of the account. A permanent lockout stays, and is reported. */
    @DELETE
    @Path("limits")
    public Response unlock(@QueryParam("reason") @Nullable String reason, @Nullable String body) {
        return help(HelpAct.UNLOCK, reason, body, (user, isByHelper) -> {
            if (isByHelper) {
                takeUnlock(user);
            }
            boolean isLockedForGood = new BruteForceProtection(session, realm, user).isLockedForGood();
            new AccountLimits(session, realm, user).clear();
            return Map.of("disabled", isLockedForGood);
        });
    }

    /** Issues a pass for one login; the response is the only place that shows it. */
    @POST
    @Path("pass")
    public Response letInOnce(@QueryParam("reason") @Nullable String reason, @Nullable String body) {
        return help(HelpAct.LET_IN_ONCE, reason, body, (user, isByHelper) -> {
            if (!user.isEnabled()) {
                throw HelpRefusal.disabled();
            }
            PassIssueResult issued = new OneTimePasses(session, realm, user).issue(isByHelper);
            return switch (issued.kind()) {
                case ISSUED -> {
                    PassIssueResult.Issued pass = (PassIssueResult.Issued) issued;
                    yield Map.of(
                            "pass",
                            pass.pass(),
                            "expiresAt",
                            pass.expiresAt().truncatedTo(ChronoUnit.SECONDS).toString());
                }
                case TOO_MANY -> throw HelpRefusal.tooManyPasses(((PassIssueResult.TooMany) issued).until());
            };
        });
    }

    /** Ends all sessions of the user, offline ones too. */
    @POST
    @Path("sign-out")
    public Response signOut(@QueryParam("reason") @Nullable String reason, @Nullable String body) {
        return help(HelpAct.SIGN_OUT, reason, body, (user, isByHelper) -> {
            long sessions = sessions(user);
            new UserSessions(session, realm, user)
                    .endAll(new EventBuilder(
                                    realm, session, session.getContext().getConnection())
                            .user(user));
            return Map.of("sessions", sessions);
        });
    }

    /** Locks the account down, see {@link AccountLockdown#lockDown}. */
    @POST
    @Path("lock-down")
    public Response lockDown(@QueryParam("reason") @Nullable String reason, @Nullable String body) {
        return help(HelpAct.LOCK_DOWN, reason, body, (user, isByHelper) -> {
            long sessions = sessions(user);
            String password =
                    new AccountLockdown(session, realm, user).lockDown().name().toLowerCase(Locale.ROOT);
            return Map.of("sessions", sessions, "password", password);
        });
    }

    private Response help(HelpAct act, @Nullable String parameter, @Nullable String body, Effect effect) {
        UserModel user = user();
        HelpPermission.Caller caller = caller(user);
        requirePermission(act, user, caller);
        HelpReason reason = reason(parameter, body);
        Map<String, Object> result = new TreeMap<>(effect.on(user, caller == HelpPermission.Caller.HELPER));
        adminEvent
                .operation(OperationType.ACTION)
                .resource(ResourceType.USER)
                .resourcePath(session.getContext().getUri())
                .detail(GatehouseEvents.HELP, act.id())
                .detail(GatehouseEvents.HELP_REASON, reason.text())
                .success();
        act.notice()
                .ifPresent(notice -> result.put(
                        "notified",
                        new AccountNotices(session, realm)
                                .helped(user, notice, auth.adminAuth().getUser().getUsername())));
        return json(result);
    }

    private void requirePermission(HelpAct act, UserModel user, HelpPermission.Caller caller) {
        UserModel helper = auth.adminAuth().getUser();
        HelpPermission permission = HelpPermission.of(
                caller, helper.getId().equals(user.getId()), () -> PrivilegedAccounts.include(session, realm, user));
        if (permission != HelpPermission.GRANTED) {
            LOG.warnf(
                    "GATEHOUSE-722 The account %s asked for %s for the account %s in realm %s, and may not: %s",
                    LogText.of(helper.getId()),
                    act.id(),
                    LogText.of(user.getId()),
                    LogText.of(realm.getName()),
                    permission.name().toLowerCase(Locale.ROOT));
        }
        Optional<WebApplicationException> refusal =
                switch (permission) {
                    case GRANTED -> Optional.empty();
                    case NO_ROLE -> Optional.of(new ForbiddenException());
                    case OWN_ACCOUNT -> Optional.of(HelpRefusal.ownAccount());
                    case PRIVILEGED -> Optional.of(HelpRefusal.privileged());
                };
        refusal.ifPresent(refused -> {
            throw refused;
        });
    }

    private HelpPermission.Caller caller(UserModel user) {
        if (auth.users().canManage(user)) {
            return HelpPermission.Caller.ADMINISTRATOR;
        }
        return isHelper() && auth.users().canView(user) ? HelpPermission.Caller.HELPER : HelpPermission.Caller.OTHER;
    }

    /** A role of the same name in the realm of an administrator of several realms does not count. */
    private boolean isHelper() {
        return auth.adminAuth().getRealm().getId().equals(realm.getId())
                && auth.adminAuth().hasRealmRole(HelpRole.NAME);
    }

    private static HelpReason reason(@Nullable String parameter, @Nullable String body) {
        try {
            return HelpReason.read(parameter, body);
        } catch (HelpReason.Invalid e) {
            throw HelpRefusal.of(e.problem());
        }
    }

    /** Each unlocking gives an attacker as many guesses as anybody, so a helper's are counted. */
    private void takeUnlock(UserModel user) {
        ClusterStore store = new SingleUseObjectStore(session.getKeycloakSessionFactory());
        String account = AccountKey.of(realm, user).key();
        Instant now = KeycloakClock.now();
        if (UNLOCKS.take(store, account, now).isEmpty()) {
            throw HelpRefusal.tooManyUnlocks(
                    UNLOCKS.exhaustedUntil(store, account).orElse(now));
        }
    }

    private long sessions(UserModel user) {
        return Stream.concat(
                        session.sessions().getUserSessionsStream(realm, user),
                        session.sessions().getOfflineUserSessionsStream(realm, user))
                .count();
    }

    /** A caller who may not even search for users does not learn whether the user exists, as in Keycloak's own resources. */
    private UserModel user() {
        UserModel user = session.users().getUserById(realm, id);
        if (user == null) {
            throw auth.users().canQuery() ? new NotFoundException("User not found") : new ForbiddenException();
        }
        return user;
    }

    private static Response json(Object value) {
        return AdminResponse.json(value).build();
    }
}
