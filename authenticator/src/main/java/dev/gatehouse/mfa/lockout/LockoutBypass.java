package dev.gatehouse.mfa.lockout;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.grant.LoginRequest;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.keycloak.session.AfterCommit;
import dev.gatehouse.keycloak.store.AccountKey;
import dev.gatehouse.keycloak.store.ClusterStore;
import dev.gatehouse.keycloak.store.RateLimit;
import dev.gatehouse.keycloak.store.SingleUseObjectStore;
import dev.gatehouse.mfa.device.KnownDeviceCredential;
import dev.gatehouse.mfa.device.KnownDevices;
import dev.gatehouse.mfa.device.VerifiedMailboxCookie;
import dev.gatehouse.mfa.stamp.SecurityStampService;
import dev.gatehouse.risk.model.DeviceRecognition;
import dev.gatehouse.risk.signals.RequestReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Decides which requests bypass a temporary lockout: an attacker who has only the address of an account must not lock out its owner. So
 * failures in a trusted browser are counted separately from those of others (the device cookies of OWASP's "Slow Down Online Guessing
 * Attacks"), and each trusted browser has a few attempts of its own. A browser that has used them up is treated like any other.
 *
 * <p>An attempt is claimed before the password is compared, so that parallel guesses gain nothing, and given back when the request ends
 * unless a failure was counted in it.
 */
public final class LockoutBypass {

    /** Wrong passwords of one trusted browser within any hour. */
    private static final int TRIES = 5;

    private static final RateLimit WRONG = new RateLimit("past-lock", TRIES, Duration.ofHours(1));
    private static final String MAILBOX = "mailbox";

    /** In place of a browser: all callers, while the owner has lifted the lockout. */
    private static final String ANY = "lifted";

    private static final String OF_REQUEST = "gatehouse.past-lock";
    private static final String COUNTING_CODE = "gatehouse.past-lock.code";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final ClusterStore store;

    public LockoutBypass(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
        this.store = new SingleUseObjectStore(session.getKeycloakSessionFactory());
    }

    /** Why a request bypasses the lockout. */
    private enum Trust {
        /** The browser is a known device of the account, or its owner has just proven access to the mailbox in it. */
        BROWSER,
        /** The owner has lifted this lockout, for all callers: a wrong password counts as another caller's. */
        LIFTED
    }

    /** An attempt that this request has claimed. */
    private static final class Claim {

        private final Trust trust;
        private final Optional<RateLimit.Permit> use;
        private boolean isSpent;

        private Claim(Trust trust, Optional<RateLimit.Permit> use) {
            this.trust = trust;
            this.use = use;
        }
    }

    /**
     * Whether the account's lockout does not apply to the current request, which is part of a login. The account must be temporarily
     * locked, or would be if not for {@link TemporaryLockout#lift}.
     */
    public boolean isAllowed(UserModel user) {
        return isToDecide()
                && user.isEnabled()
                && claims().computeIfAbsent(user.getId(), id -> claim(user)).use.isPresent();
    }

    /**
     * Counts a failure of the current request.
     *
     * @param isOfPassword whether a password was wrong, as far as Keycloak reports it: codes have limits of their own, and a caller who
     *     guesses codes has the password
     * @return whether it counts for the browser alone, and not for the account
     */
    public boolean takes(UserModel user, boolean isOfPassword) {
        if (!isToDecide()) {
            return false;
        }
        Optional<Claim> claimed = Optional.ofNullable(claims().get(user.getId()))
                .filter(claim -> claim.use.isPresent() && !claim.isSpent);
        // Whichever user Keycloak counts it for: what this request has claimed was for this attempt.
        claims().values().forEach(any -> any.isSpent = true);
        boolean countsApart = isOfPassword && session.getAttribute(COUNTING_CODE) == null;
        if (claimed.isPresent()) {
            return claimed.get().trust == Trust.BROWSER && countsApart;
        }
        return countsApart
                && trusted(user)
                        .flatMap(browser -> WRONG.take(store, browser, KeycloakClock.now()))
                        .isPresent();
    }

    /** Runs the counting of a wrong code, marked as such, because Keycloak 26.5 has no category for it. */
    public void countingCode(Runnable counting) {
        session.setAttribute(COUNTING_CODE, true);
        try {
            counting.run();
        } finally {
            session.removeAttribute(COUNTING_CODE);
        }
    }

    /**
     * Whether a successful login leaves the lockout and the counted failures as they are: the owner has bypassed the lockout, and each such
     * login would otherwise give an attacker new attempts.
     */
    public boolean keepsCount(UserModel user) {
        TemporaryLockout lock = new TemporaryLockout(session, realm, user);
        return isToDecide()
                && (lock.isLifted()
                        || (lock.until().isPresent() && trusted(user).isPresent()));
    }

    private boolean isToDecide() {
        return GatehouseRealm.of(realm).isGateEnabled() && LoginRequest.isOne(session);
    }

    private Claim claim(UserModel user) {
        Optional<Claim> ofBrowser = trusted(user)
                .map(browser -> new Claim(Trust.BROWSER, WRONG.take(store, browser, KeycloakClock.now())))
                .filter(claim -> claim.use.isPresent());
        Claim claim = ofBrowser.orElseGet(() -> new Claim(Trust.LIFTED, ofLifted(user)));
        claim.use.ifPresent(permit -> giveBackAfterwards(claim, permit));
        return claim;
    }

    /** A lifted lockout does not block. But while Keycloak considers the account locked, it does not serialise the attempts. */
    private Optional<RateLimit.Permit> ofLifted(UserModel user) {
        return new TemporaryLockout(session, realm, user).isLifted()
                ? WRONG.take(store, AccountKey.of(realm, user).key() + ":" + ANY, KeycloakClock.now())
                : Optional.empty();
    }

    /** Gives an account's trusted browsers all their attempts back. */
    void clear(UserModel user) {
        String account = AccountKey.of(realm, user).key();
        Stream.concat(
                        Stream.of(MAILBOX, ANY),
                        user.credentialManager()
                                .getStoredCredentialsByTypeStream(KnownDeviceCredential.TYPE)
                                .map(CredentialModel::getId))
                .forEach(browser -> WRONG.clear(store, account + ":" + browser));
    }

    /** The key under which the attempts of the browser are counted, if the account trusts it. */
    private Optional<String> trusted(UserModel user) {
        KnownDevices devices = new KnownDevices(session);
        // Looked up only for callers who present a cookie: the response time must not reveal to others that an account
        // is locked.
        return devices.identify(realm, user)
                .filter(device -> isUncopied(devices, user))
                // One count for all such browsers of an account: a caller with access to the mailbox can prove it again
                // and again.
                .or(() -> new VerifiedMailboxCookie(session, realm, user, VerifiedMailboxCookie.Use.PAST_LOCKOUT)
                                .isShown()
                        ? Optional.of(MAILBOX)
                        : Optional.empty())
                .map(browser -> AccountKey.of(realm, user).key() + ":" + browser);
    }

    private boolean isUncopied(KnownDevices devices, UserModel user) {
        DeviceRecognition device = devices.recognise(
                realm,
                user,
                new SecurityStampService(session, realm).profile(user).rotations(),
                new RequestReader(session).prefix(realm));
        return switch (device) {
            case KNOWN -> true;
            case SEEN, REPLAYED, UNKNOWN -> false;
        };
    }

    private void giveBackAfterwards(Claim claim, RateLimit.Permit permit) {
        AfterCommit.runInAnyCase(session, () -> {
            if (!claim.isSpent) {
                WRONG.giveBack(store, permit);
            }
        });
    }

    @SuppressWarnings("unchecked") // only this class sets the attribute
    private Map<String, Claim> claims() {
        String name = OF_REQUEST + ":" + realm.getId();
        Map<String, Claim> known = (Map<String, Claim>) session.getAttribute(name);
        if (known == null) {
            known = new HashMap<>();
            session.setAttribute(name, known);
        }
        return known;
    }
}
