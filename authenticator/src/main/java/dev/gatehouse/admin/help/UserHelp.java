package dev.gatehouse.admin.help;

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
import dev.gatehouse.notification.notice.AccountNotices;
import dev.gatehouse.recovery.page.AccountLimits;
import dev.gatehouse.recovery.page.AccountLockdown;
import dev.gatehouse.risk.profile.ProfileStore;
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
 * The five acts of help for a user. Each requires a typed reason, is an admin event with it, and is for administrators who may manage the
 * user, and for helpers unless the account is privileged or their own. None of them shows, sets or sends a password, or signs anybody in.
 */
public final class UserHelp {

    private static final Logger LOG = Logger.getLogger(UserHelp.class);

    /** How often helpers can unlock one account. */
    private static final RateLimit UNLOCKS = new RateLimit("helper-unlocks", 3, Duration.ofHours(1));

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator auth;
    private final AdminEventBuilder adminEvent;

    /**
     * Help in a realm.
     *
     * @param auth the permissions of the caller
     */
    public UserHelp(
            KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth, AdminEventBuilder adminEvent) {
        this.session = session;
        this.realm = realm;
        this.auth = auth;
        this.adminEvent = adminEvent;
    }

    /** Whether the caller may help a user. */
    public HelpPermission permission(UserModel user) {
        return HelpPermission.of(
                caller(user),
                auth.adminAuth().getUser().getId().equals(user.getId()),
                () -> PrivilegedAccounts.include(session, realm, user));
    }

    /**
     * Helps a user.
     *
     * @param typed why, as the caller typed it; {@code null} if nothing was typed
     * @param body a JSON object with the reason, which counts first; {@code null} if there is none
     * @return what the caller learns, by name: {@code pass} and {@code expiresAt} of a pass, which are shown nowhere else, {@code sessions},
     *     {@code password}, {@code disabled}, {@code notified}
     * @throws HelpRefused if the caller may not, there is no usable reason, or a limit is exhausted
     */
    public Map<String, Object> help(UserModel user, HelpAct act, @Nullable String typed, @Nullable String body) {
        requirePermission(act, user);
        HelpReason reason = HelpReason.read(typed, body);
        Map<String, Object> result = new TreeMap<>(
                switch (act) {
                    case UNLOCK -> unlock(user);
                    case LET_IN_ONCE -> letInOnce(user);
                    case FORGET -> forget(user);
                    case SIGN_OUT -> signOut(user);
                    case LOCK_DOWN -> lockDown(user);
                });
        adminEvent
                .operation(OperationType.ACTION)
                .resource(ResourceType.USER)
                .resourcePath("gatehouse", "users", user.getId(), act.path())
                .detail(GatehouseEvents.HELP, act.id())
                .detail(GatehouseEvents.HELP_REASON, reason.text())
                .success();
        act.notice()
                .ifPresent(notice -> result.put(
                        "notified",
                        new AccountNotices(session, realm)
                                .helped(user, notice, auth.adminAuth().getUser().getUsername())));
        return result;
    }

    private void requirePermission(HelpAct act, UserModel user) {
        HelpPermission permission = permission(user);
        if (permission != HelpPermission.GRANTED) {
            LOG.warnf(
                    "GATEHOUSE-722 The account %s asked for %s for the account %s in realm %s, and may not: %s",
                    LogText.of(auth.adminAuth().getUser().getId()),
                    act.id(),
                    LogText.of(user.getId()),
                    LogText.of(realm.getName()),
                    permission.name().toLowerCase(Locale.ROOT));
        }
        Optional<HelpRefused.Why> refusal =
                switch (permission) {
                    case GRANTED -> Optional.empty();
                    case NO_ROLE -> Optional.of(HelpRefused.Why.NO_ROLE);
                    case OWN_ACCOUNT -> Optional.of(HelpRefused.Why.OWN_ACCOUNT);
                    case PRIVILEGED -> Optional.of(HelpRefused.Why.PRIVILEGED_ACCOUNT);
                };
        refusal.ifPresent(why -> {
            throw new HelpRefused(why);
        });
    }

    private Map<String, Object> unlock(UserModel user) {
        if (caller(user) == HelpPermission.Caller.HELPER) {
            takeUnlock(user);
        }
        boolean isLockedForGood = new BruteForceProtection(session, realm, user).isLockedForGood();
        new AccountLimits(session, realm, user).clear();
        return Map.of("disabled", isLockedForGood);
    }

    private Map<String, Object> letInOnce(UserModel user) {
        if (!user.isEnabled()) {
            throw new HelpRefused(HelpRefused.Why.ACCOUNT_DISABLED);
        }
        PassIssueResult issued =
                new OneTimePasses(session, realm, user).issue(caller(user) == HelpPermission.Caller.HELPER);
        return switch (issued.kind()) {
            case ISSUED -> {
                PassIssueResult.Issued pass = (PassIssueResult.Issued) issued;
                yield Map.of(
                        "pass",
                        pass.pass(),
                        "expiresAt",
                        pass.expiresAt().truncatedTo(ChronoUnit.SECONDS).toString());
            }
            case TOO_MANY ->
                throw new HelpRefused(HelpRefused.Why.TOO_MANY_PASSES, ((PassIssueResult.TooMany) issued).until());
        };
    }

    private Map<String, Object> forget(UserModel user) {
        new ProfileStore(session).forget(user);
        new KnownDevices(session).forgetAll(user);
        return Map.of();
    }

    private Map<String, Object> signOut(UserModel user) {
        long sessions = sessions(user);
        new UserSessions(session, realm, user)
                .endAll(new EventBuilder(realm, session, session.getContext().getConnection()).user(user));
        return Map.of("sessions", sessions);
    }

    private Map<String, Object> lockDown(UserModel user) {
        long sessions = sessions(user);
        String password =
                new AccountLockdown(session, realm, user).lockDown().name().toLowerCase(Locale.ROOT);
        return Map.of("sessions", sessions, "password", password);
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

    /** Each unlocking gives an attacker as many guesses as anybody, so a helper's are counted. */
    private void takeUnlock(UserModel user) {
        ClusterStore store = new SingleUseObjectStore(session.getKeycloakSessionFactory());
        String account = AccountKey.of(realm, user).key();
        Instant now = KeycloakClock.now();
        if (UNLOCKS.take(store, account, now).isEmpty()) {
            throw new HelpRefused(
                    HelpRefused.Why.TOO_MANY_UNLOCKS,
                    UNLOCKS.exhaustedUntil(store, account).orElse(now));
        }
    }

    private long sessions(UserModel user) {
        return Stream.concat(
                        session.sessions().getUserSessionsStream(realm, user),
                        session.sessions().getOfflineUserSessionsStream(realm, user))
                .count();
    }
}
