package dev.gatehouse.risk.profile;

import dev.gatehouse.keycloak.metrics.GatehouseCounter;
import dev.gatehouse.risk.model.LoginAttempt;
import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Reads, learns and forgets profiles. A login costs one statement to read its user's, and one to learn. */
public final class ProfileStore {

    private static final Logger LOG = Logger.getLogger(ProfileStore.class);

    private final KeycloakSessionFactory sessions;
    private final EntityManager em;
    private final ProfileWriter writer;

    /** The profiles in the database of a session, whose request must still have its connection. */
    public ProfileStore(KeycloakSession session) {
        this.sessions = session.getKeycloakSessionFactory();
        this.em = ProfileReader.entityManager(session);
        this.writer = new ProfileWriter(sessions, em);
    }

    /**
     * A login that is complete.
     *
     * @param attempt what was seen of it
     * @param isChallenged whether a second factor was asked for, or would have been
     * @param devices what became of the tokens of the user's devices
     */
    public record Completed(LoginAttempt attempt, boolean isChallenged, UnaryOperator<DeviceTokenRotations> devices) {}

    /** Reads the profile of a user, on the connection of the request. Never throws for a database that fails the query. */
    public ProfileLookup find(UserModel user) {
        return new ProfileReader(em).find(user.getId());
    }

    /**
     * Adds a completed login to the profile of a user, in a transaction of its own. Must be called when the request has given its
     * connection back, on a store that was made before. Tries again where another node was faster. Never throws for a database that
     * fails: what was not learned makes the next login look stranger, never safer.
     *
     * @param known what {@link #find} returned at this login; {@code null} if it was not called in this request
     * @param completed what is to be learned
     * @return whether nothing was known of the user before
     */
    public boolean learn(RealmModel realm, UserModel user, ProfileLookup known, Completed completed) {
        try {
            if (known != null && isKnown(known) && save(realm, user, known, completed)) {
                return isNew(known);
            }
            ProfileLookup current = KeycloakModelUtils.runJobInTransactionWithResult(sessions, own -> new ProfileStore(own).find(user));
            if (isKnown(current) && save(realm, user, current, completed)) {
                return isNew(current);
            }
            LOG.warnf("GATEHOUSE-203 The profile of user %s cannot be read, or changed twice while a login was added; this login is not recorded",
                    user.getId());
            GatehouseCounter.PROFILE_FAILURES.increment("write");
        } catch (RuntimeException e) {
            LOG.errorf(e, "GATEHOUSE-202 The profile of user %s cannot be written", user.getId());
            GatehouseCounter.PROFILE_FAILURES.increment("write");
        }
        return false;
    }

    private static boolean isKnown(ProfileLookup lookup) {
        return switch (lookup.kind()) {
            case FOUND, DAMAGED -> true;
            case UNAVAILABLE -> false;
        };
    }

    private static boolean isNew(ProfileLookup lookup) {
        return switch (lookup.kind()) {
            // A row without logins is one of an account that was secured, see SecuredAtStore.
            case FOUND -> lookup.profile().activity().isEmpty();
            case DAMAGED, UNAVAILABLE -> false;
        };
    }

    /**
     * Users of a realm who were asked more often than so many times within the last 30 days, or would have been; the most often asked first.
     *
     * @param most how many are returned at most
     */
    public List<FrequentlyChallenged> challengedMoreThan(RealmModel realm, int times, int most) {
        LocalDate today = ChallengeHistory.day(Time.currentTimeMillis());
        // The column was right when it was written; it is too high by now for those who have not been asked since.
        return em.createQuery(
                        "select p.userId, p.asked from ProfileEntity p where p.realmId = :realm and p.askedTimes > :times and p.updatedAt >= :since", Object[].class)
                .setParameter("realm", realm.getId())
                .setParameter("times", times)
                .setParameter("since", today.minusDays(ChallengeHistory.DAYS).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli())
                .getResultStream()
                .map(row -> new FrequentlyChallenged((String) row[0], ChallengeHistory.decode((String) row[1]).asOf(today)))
                .filter(user -> user.times() > times)
                .sorted(Comparator.comparingInt(FrequentlyChallenged::times).reversed().thenComparing(FrequentlyChallenged::userId))
                .limit(most)
                .toList();
    }

    /**
     * Forgets a user's profile, in the transaction of the request; the next login begins a new one. When the account was secured is not
     * forgotten, and the row stays for it. Where a request does both, it must secure the account first, see {@link SecuredAtStore#secure}.
     */
    public void forget(UserModel user) {
        em.createQuery("update ProfileEntity p set p.profile = :empty, p.asked = null, p.askedTimes = 0, p.devices = null, p.updatedAt = :now, "
                        + "p.revision = p.revision + 1 where p.userId = :user and p.securedAt is not null")
                .setParameter("empty", ProfileEntity.EMPTY)
                .setParameter("now", Time.currentTimeMillis())
                .setParameter("user", user.getId())
                .executeUpdate();
        em.createQuery("delete from ProfileEntity p where p.userId = :user and p.securedAt is null")
                .setParameter("user", user.getId())
                .executeUpdate();
    }

    private boolean save(RealmModel realm, UserModel user, ProfileLookup known, Completed completed) {
        String encoded = ProfileCodec.encode(known.profile().learn(completed.attempt()));
        long now = Time.currentTimeMillis();
        ChallengeHistory challenges = completed.isChallenged() ? known.challenges().plus(ChallengeHistory.day(now)) : known.challenges();
        long revision = switch (known.kind()) {
            case FOUND -> ((ProfileLookup.Found) known).revision();
            case DAMAGED -> ((ProfileLookup.Damaged) known).revision();
            case UNAVAILABLE -> throw new IllegalArgumentException("what could not be read must not be written over");
        };
        String devices = completed.devices().apply(known.rotations().orElse(DeviceTokenRotations.NONE)).encode();
        ProfileEntity row = new ProfileEntity(user.getId(), realm.getId(), encoded, now, challenges.encode(), challenges.asOf(ChallengeHistory.day(now)), devices);
        return revision == ProfileReader.NO_ROW ? writer.insert(row) : writer.update(row, revision);
    }
}
