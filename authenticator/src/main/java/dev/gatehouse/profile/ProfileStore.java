package dev.gatehouse.profile;

import dev.gatehouse.metrics.Counted;
import dev.gatehouse.risk.LoginAttempt;
import dev.gatehouse.risk.Profile;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Reads and writes profiles: one statement each. */
public final class ProfileStore {

    static final long NO_ROW = -1;

    private static final Logger LOG = Logger.getLogger(ProfileStore.class);

    private final KeycloakSessionFactory sessions;
    private final EntityManager em;
    private final ProfileWriter writer;

    /** The profiles in the database of a session, whose request must still have its connection. */
    public ProfileStore(KeycloakSession session) {
        this.sessions = session.getKeycloakSessionFactory();
        this.em = entityManager(session);
        this.writer = new ProfileWriter(sessions, em);
    }

    /** What a look for a profile found. */
    public sealed interface Lookup {

        /** What to reckon with: the profile, or an empty one. */
        Profile profile();

        /** How often the tokens of the user's devices were replaced; empty if that cannot be told, and then no token proves anything. */
        default Optional<Rotations> rotations() {
            return Optional.empty();
        }
    }

    /**
     * A profile, or the certainty that there is none.
     *
     * @param profile the profile, {@link Profile#EMPTY} where the user has none
     * @param revision the revision of the row, negative where there is none
     * @param asked how often the user was asked lately
     * @param devices how often the tokens of the user's devices were replaced
     */
    public record Found(Profile profile, long revision, AskedDays asked, Rotations devices) implements Lookup {

        @Override
        public Optional<Rotations> rotations() {
            return Optional.of(devices);
        }

        /** How often within the last 30 days the user was asked for a second factor, or would have been. */
        public int askedLately() {
            return asked.asOf(day(Time.currentTimeMillis()));
        }
    }

    /**
     * The row makes no sense. A login that passes begins a new profile in its place.
     *
     * @param revision the revision of the row
     */
    public record Damaged(long revision) implements Lookup {

        @Override
        public Profile profile() {
            return Profile.EMPTY;
        }
    }

    /** The database did not answer, or the row is of a newer format than this node knows. It is left alone. */
    public record Unavailable() implements Lookup {

        @Override
        public Profile profile() {
            return Profile.EMPTY;
        }
    }

    /**
     * A login that is complete.
     *
     * @param attempt what was seen of it
     * @param isAsked whether a second factor was asked for, or would have been
     * @param devices what became of the tokens of the user's devices
     */
    public record Completed(LoginAttempt attempt, boolean isAsked, UnaryOperator<Rotations> devices) {}

    /** Reads the profile of a user, on the connection of the request. Never throws for a database that fails the query. */
    public Lookup find(UserModel user) {
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
    public boolean learn(RealmModel realm, UserModel user, Lookup known, Completed completed) {
        try {
            boolean isKnown = known != null && !(known instanceof Unavailable);
            if (isKnown && save(realm, user, known, completed)) {
                return isNew(known);
            }
            Lookup current = inOwnTransaction(own -> new ProfileReader(own).find(user.getId()));
            if (!(current instanceof Unavailable) && save(realm, user, current, completed)) {
                return isNew(current);
            }
            LOG.warnf("GATEHOUSE-203 The profile of user %s cannot be read, or changed twice while a login was added; this login is not remembered",
                    user.getId());
            Counted.PROFILE_FAILURES.increment("write");
        } catch (RuntimeException e) {
            LOG.errorf(e, "GATEHOUSE-202 The profile of user %s cannot be written", user.getId());
            Counted.PROFILE_FAILURES.increment("write");
        }
        return false;
    }

    private static boolean isNew(Lookup lookup) {
        return lookup instanceof Found found && found.revision() == NO_ROW;
    }

    /**
     * Users of a realm who were asked more often than so many times within the last 30 days, or would have been; the most often asked first.
     *
     * @param most how many are returned at most
     */
    public List<OftenAsked> askedMoreThan(RealmModel realm, int times, int most) {
        LocalDate today = day(Time.currentTimeMillis());
        // The column was right when it was written; it is too high by now for those who have not been asked since.
        return em.createQuery(
                        "select p.userId, p.asked from ProfileEntity p where p.realmId = :realm and p.askedTimes > :times and p.updatedAt >= :since", Object[].class)
                .setParameter("realm", realm.getId())
                .setParameter("times", times)
                .setParameter("since", today.minusDays(AskedDays.DAYS).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli())
                .getResultStream()
                .map(row -> new OftenAsked((String) row[0], AskedDays.decode((String) row[1]).asOf(today)))
                .filter(user -> user.times() > times)
                .sorted(Comparator.comparingInt(OftenAsked::times).reversed().thenComparing(OftenAsked::userId))
                .limit(most)
                .toList();
    }

    private static LocalDate day(long millis) {
        return Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** Forgets a user's profile, in the transaction of the request; the next login begins a new one. */
    public void forget(UserModel user) {
        em.createQuery("delete from ProfileEntity p where p.userId = :user")
                .setParameter("user", user.getId())
                .executeUpdate();
    }

    private boolean save(RealmModel realm, UserModel user, Lookup known, Completed completed) {
        String encoded = ProfileCodec.encode(known.profile().learn(completed.attempt()));
        long now = Time.currentTimeMillis();
        AskedDays before = known instanceof Found found ? found.asked() : AskedDays.NEVER;
        AskedDays asked = completed.isAsked() ? before.plus(day(now)) : before;
        long revision = known instanceof Found found ? found.revision() : ((Damaged) known).revision();
        String devices = completed.devices().apply(known.rotations().orElse(Rotations.NONE)).encode();
        ProfileEntity row = new ProfileEntity(user.getId(), realm.getId(), encoded, now, asked.encode(), asked.asOf(day(now)), devices);
        return revision == NO_ROW ? insert(row) : writer.update(row, revision);
    }

    private boolean insert(ProfileEntity row) {
        try {
            return inOwnTransaction(own -> {
                own.persist(row);
                own.flush();
                return true;
            });
        } catch (PersistenceException | ModelException anotherNodeWasFaster) {
            LOG.debugf(anotherNodeWasFaster, "A profile was inserted by somebody else meanwhile");
            return false;
        }
    }

    private <T> T inOwnTransaction(Function<EntityManager, T> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(sessions, own -> work.apply(entityManager(own)));
    }

    private static EntityManager entityManager(KeycloakSession session) {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }
}
