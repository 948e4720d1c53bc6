package dev.gatehouse.mfa.stamp;

import dev.gatehouse.risk.profile.ProfileLookup;
import dev.gatehouse.risk.profile.ProfileStore;
import dev.gatehouse.risk.profile.SecuredAt;
import dev.gatehouse.risk.profile.SecuredAtStore;
import java.time.Duration;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Reads, compares and changes security stamps.
 *
 * <p>The database is authoritative. It is read at most once per request, together with the profile, so a regular login costs no extra
 * statement. For a login that continues, and for an app that redeems a code just issued, {@link SecuredAccountIndex} answers: its entries
 * outlive any such login or code.
 */
public final class SecurityStampService {

    /** How long after something was issued {@link #isStillCurrent} can still tell whether it is valid. */
    public static final Duration KNOWN_FOR = SecuredAccountIndex.KEPT.dividedBy(2);

    private static final String READ = "gatehouse.profile-read:";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final SecuredAccountIndex index;

    public SecurityStampService(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
        this.index = new SecuredAccountIndex(session, realm);
    }

    /** The profile of a user, read once per request. */
    public ProfileLookup profile(UserModel user) {
        return read(session, user).orElseGet(() -> {
            ProfileLookup found = new ProfileStore(session).find(user);
            session.setAttribute(READ + user.getId(), found);
            return found;
        });
    }

    /** The profile if this request has read it already; empty if it has not. */
    private static Optional<ProfileLookup> read(KeycloakSession session, UserModel user) {
        return Optional.ofNullable(session.getAttribute(READ + user.getId(), ProfileLookup.class));
    }

    /** The current stamp of an account. */
    public SecurityStamp of(UserModel user) {
        return SecurityStamp.of(user, securedAt(user));
    }

    /**
     * When an account was last secured. If the database cannot tell, the value of the index; {@link SecuredAt#NEVER} then means not
     * recently.
     */
    public SecuredAt securedAt(UserModel user) {
        return profile(user).whenSecured().or(() -> index.find(user)).orElse(SecuredAt.NEVER);
    }

    /** Whether something that was issued when the account had been secured at this time is still valid. */
    public boolean isCurrent(UserModel user, SecuredAt noted) {
        return isCurrent(profile(user).whenSecured().or(() -> index.find(user)), noted);
    }

    /**
     * The same for something that was issued and checked minutes ago, without a statement unless something has changed since. If the index
     * has another value, the database decides: a node may have died between the two writes.
     */
    public boolean isStillCurrent(UserModel user, SecuredAt noted) {
        Optional<SecuredAt> latest =
                read(session, user).flatMap(ProfileLookup::whenSecured).or(() -> index.find(user));
        return isCurrent(latest, noted) || (latest.isPresent() && isCurrent(user, noted));
    }

    /** If neither database nor index can tell, the account most likely has not changed. Only {@link SecuredAt#VOID} is rejected then. */
    private static boolean isCurrent(Optional<SecuredAt> latest, SecuredAt noted) {
        return latest.map(noted::equals).orElse(!noted.equals(SecuredAt.VOID));
    }

    /**
     * Serialises with other transactions that secure the account: waits for those in progress, and makes later ones wait until the
     * transaction of the request ends. What is read afterwards includes their changes.
     */
    public void hold(UserModel user) {
        new SecuredAtStore(session).hold(realm, user);
        session.removeAttribute(READ + user.getId());
        profile(user);
    }

    /**
     * Secures an account in the transaction of the request: once it is committed, everything issued before is invalid on all nodes. Must be
     * called before {@link ProfileStore#forget}.
     *
     * @return the new value
     */
    public SecuredAt move(UserModel user) {
        SecuredAt moved = new SecuredAtStore(session).secure(realm, user);
        session.removeAttribute(READ + user.getId());
        index.put(user, moved);
        return moved;
    }
}
