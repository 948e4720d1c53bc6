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
 * Reads, compares and moves security stamps.
 *
 * <p>The database is the truth. It is read at most once in a request, together with the profile, so a regular login costs no statement for it.
 * In a login that goes on, and where an app redeems what the last door has just let out, {@link SecuredAccountIndex} answers: it forgets nothing that
 * a login or such a code could outlive.
 */
public final class SecurityStampService {

    /** For how long {@link #isStillCurrent} knows what has happened since something was issued. */
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

    /** What is known of a user's logins, read once in a request. */
    public ProfileLookup profile(UserModel user) {
        return read(session, user).orElseGet(() -> {
            ProfileLookup found = new ProfileStore(session).find(user);
            session.setAttribute(READ + user.getId(), found);
            return found;
        });
    }

    /** What was read of a profile earlier in this request; empty if it was not. */
    public static Optional<ProfileLookup> read(KeycloakSession session, UserModel user) {
        return Optional.ofNullable(session.getAttribute(READ + user.getId(), ProfileLookup.class));
    }

    /** The stamp of an account as it is now. */
    public SecurityStamp of(UserModel user) {
        return SecurityStamp.of(user, securedAt(user));
    }

    /**
     * When an account was last secured. Where the database does not tell, as the index has it: {@link SecuredAt#NEVER} then stands for
     * nothing lately.
     */
    public SecuredAt securedAt(UserModel user) {
        return profile(user).whenSecured().or(() -> index.find(user)).orElse(SecuredAt.NEVER);
    }

    /** Whether something is still worth anything that was issued when the account had been secured at this time. */
    public boolean isCurrent(UserModel user, SecuredAt noted) {
        return isCurrent(profile(user).whenSecured().or(() -> index.find(user)), noted);
    }

    /**
     * The same of what was issued minutes ago and checked then, without a statement where nothing has moved since. Where the index has another
     * value the database decides: a node may have died between writing the one and the other.
     */
    public boolean isStillCurrent(UserModel user, SecuredAt noted) {
        Optional<SecuredAt> known = read(session, user).flatMap(ProfileLookup::whenSecured).or(() -> index.find(user));
        return isCurrent(known, noted) || known.isPresent() && isCurrent(user, noted);
    }

    /** Nothing is current for certain where neither database nor index tells; what they would tell is most likely nothing new. */
    private static boolean isCurrent(Optional<SecuredAt> known, SecuredAt noted) {
        return known.map(noted::equals).orElse(!noted.equals(SecuredAt.VOID));
    }

    /**
     * Waits until nobody else is securing an account, and has others wait until the transaction of the request ends. What is asked afterwards rests
     * on what they have written.
     */
    public void hold(UserModel user) {
        new SecuredAtStore(session).hold(realm, user);
        session.removeAttribute(READ + user.getId());
        profile(user);
    }

    /**
     * Secures an account, in the transaction of the request: whatever was issued before is worth nothing from its end on, on all nodes.
     * Must come before {@link ProfileStore#forget}.
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
