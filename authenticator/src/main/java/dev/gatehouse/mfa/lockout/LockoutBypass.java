package dev.gatehouse.mfa.lockout;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.grant.LoginRequest;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.keycloak.session.AfterCommit;
import dev.gatehouse.keycloak.store.AccountKey;
import dev.gatehouse.keycloak.store.ClusterStore;
import dev.gatehouse.keycloak.store.RateLimit;
import dev.gatehouse.keycloak.store.SingleUseObjectStore;
import dev.gatehouse.mfa.device.KnownDevices;
import dev.gatehouse.mfa.device.VerifiedMailboxCookie;
import dev.gatehouse.mfa.stamp.SecurityStampService;
import dev.gatehouse.risk.model.DeviceRecognition;
import dev.gatehouse.risk.signals.RequestReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Who gets past a temporary lock: whoever has only the address of an account must not keep its owner out. So failures on a browser that
 * is trusted count apart from those of strangers (the device cookies of OWASP's "Slow Down Online Guessing Attacks"), and each trusted browser has a
 * few tries of its own. Whoever has used those up is treated like a stranger.
 *
 * <p>A try is claimed before the password is compared, so that parallel guesses gain nothing, and given back when the request ends
 * unless a failure was counted in it.
 */
public final class LockoutBypass {

    /** Wrong passwords of one trusted browser in any hour. */
    private static final int TRIES = 5;

    private static final RateLimit WRONG = new RateLimit("past-lock", TRIES, Duration.ofHours(1));
    private static final String MAILBOX = "mailbox";
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

    /** What lets somebody past. */
    private enum Trust {
        /** The browser is a known device of the account, or one in which its owner has just proven the mailbox. */
        BROWSER,
        /** The owner has lifted this lock, for whoever comes: a wrong password is a stranger's. */
        LIFTED
    }

    /** A claim of this request. */
    private static final class Claim {

        private final Trust trust;
        private final Optional<RateLimit.Permit> use;
        private boolean isSpent;

        private Claim(Trust trust, Optional<RateLimit.Permit> use) {
            this.trust = trust;
            this.use = use;
        }
    }

    /** Whether the account's lock does not concern the current request, a step of a login. The account must be locked for a time, or be so but for {@link TemporaryLockout#lift}. */
    public boolean isAllowed(UserModel user) {
        return isToDecide() && user.isEnabled() && claims().computeIfAbsent(user.getId(), id -> claim(user)).use.isPresent();
    }

    /**
     * Counts a failure of the current request.
     *
     * @param isOfPassword whether a password was wrong, as far as Keycloak tells: codes have limits of their own, and whoever guesses them has the password
     * @return whether it counts on the browser alone, and so is none of a stranger
     */
    public boolean takes(UserModel user, boolean isOfPassword) {
        if (!isToDecide()) {
            return false;
        }
        Claim claim = claims().get(user.getId());
        boolean isClaimed = claim != null && claim.use.isPresent() && !claim.isSpent;
        // Whomever Keycloak counts it for: what this request has claimed was for this try.
        claims().values().forEach(any -> any.isSpent = true);
        boolean countsApart = isOfPassword && session.getAttribute(COUNTING_CODE) == null;
        if (isClaimed) {
            return claim.trust == Trust.BROWSER && countsApart;
        }
        return countsApart && trusted(user).flatMap(browser -> WRONG.take(store, browser, KeycloakClock.now())).isPresent();
    }

    /** Has a wrong code counted as one, which Keycloak 26.5 has no word for. */
    public void countingCode(Runnable counting) {
        session.setAttribute(COUNTING_CODE, Boolean.TRUE);
        try {
            counting.run();
        } finally {
            session.removeAttribute(COUNTING_CODE);
        }
    }

    /**
     * Whether a login that has succeeded leaves the lock and what was counted as they are: the owner was let past, and each of these logins would
     * otherwise give a stranger new tries.
     */
    public boolean keepsCount(UserModel user) {
        TemporaryLockout lock = new TemporaryLockout(session, realm, user);
        return isToDecide() && (lock.isLifted() || lock.until().isPresent() && trusted(user).isPresent());
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

    /** A lock that was lifted is no bar; but while Keycloak takes it for one it does not see to it that tries come one after the other. */
    private Optional<RateLimit.Permit> ofLifted(UserModel user) {
        return new TemporaryLockout(session, realm, user).isLifted()
                ? WRONG.take(store, AccountKey.of(realm, user).key() + ":lifted", KeycloakClock.now())
                : Optional.empty();
    }

    /** The name under which the tries of the browser are counted, if the account trusts it. */
    private Optional<String> trusted(UserModel user) {
        KnownDevices devices = new KnownDevices(session);
        // Looked up for those only who show something: a stranger must not tell by the time that an account is locked.
        return devices.identify(realm, user).filter(device -> isUncopied(devices, user))
                // All of an account together: whoever has the mailbox can prove it again and again.
                .or(() -> new VerifiedMailboxCookie(session, realm, user).isShown() ? Optional.of(MAILBOX) : Optional.empty())
                .map(browser -> AccountKey.of(realm, user).key() + ":" + browser);
    }

    private boolean isUncopied(KnownDevices devices, UserModel user) {
        DeviceRecognition device = devices.recognise(
                realm, user, new SecurityStampService(session, realm).profile(user).rotations(), new RequestReader(session).prefix(realm));
        return switch (device) {
            case KNOWN -> true;
            case REPLAYED, UNKNOWN -> false;
        };
    }

    private void giveBackAfterwards(Claim claim, RateLimit.Permit permit) {
        AfterCommit.runInAnyCase(session, () -> {
            if (!claim.isSpent) {
                WRONG.giveBack(store, permit);
            }
        });
    }

    @SuppressWarnings("unchecked") // our own, under a name of our own
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
