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

    /** What versions without the column read as a profile of which nothing is known yet. */
    private static final String EMPTY = ProfileCodec.encode(Profile.EMPTY);
    private static final int MOST_ATTEMPTS = 3;

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

        /** What may be found. Decide by an exhaustive switch over them, so that a new one does not compile until every decision has an answer. */
        enum Kind {
            /** {@link Found}. */
            FOUND,
            /** {@link Damaged}. */
            DAMAGED,
            /** {@link Unavailable}. */
            UNAVAILABLE
        }

        /** Which kind this is. */
        Kind kind();

        /** What to reckon with: the profile, or an empty one. */
        Profile profile();

        /** How often the tokens of the user's devices were replaced; empty if that cannot be told, and then no token proves anything. */
        default Optional<Rotations> rotations() {
            return Optional.empty();
        }

        /** When the account was last secured; empty if that cannot be told. */
        Optional<SecuredAt> whenSecured();
    }

    /**
     * A profile, or the certainty that there is none.
     *
     * @param profile the profile, {@link Profile#EMPTY} where the user has none
     * @param revision the revision of the row, negative where there is none
     * @param asked how often the user was asked lately
     * @param devices how often the tokens of the user's devices were replaced
     * @param securedAt when the account was last secured
     */
    public record Found(Profile profile, long revision, AskedDays asked, Rotations devices, SecuredAt securedAt) implements Lookup {

        @Override
        public Kind kind() {
            return Kind.FOUND;
        }

        @Override
        public Optional<Rotations> rotations() {
            return Optional.of(devices);
        }

        @Override
        public Optional<SecuredAt> whenSecured() {
            return Optional.of(securedAt);
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
     * @param securedAt when the account was last secured
     */
    public record Damaged(long revision, SecuredAt securedAt) implements Lookup {

        @Override
        public Kind kind() {
            return Kind.DAMAGED;
        }

        @Override
        public Optional<SecuredAt> whenSecured() {
            return Optional.of(securedAt);
        }

        @Override
        public Profile profile() {
            return Profile.EMPTY;
        }
    }

    /**
     * The database did not answer, or the row is of a newer format than this node knows. It is left alone.
     *
     * @param whenSecured when the account was last secured; empty if the database did not answer
     */
    public record Unavailable(Optional<SecuredAt> whenSecured) implements Lookup {

        @Override
        public Kind kind() {
            return Kind.UNAVAILABLE;
        }

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
            if (known != null && isKnown(known) && save(realm, user, known, completed)) {
                return isNew(known);
            }
            Lookup current = inOwnTransaction(own -> new ProfileReader(own).find(user.getId()));
            if (isKnown(current) && save(realm, user, current, completed)) {
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

    private static boolean isKnown(Lookup lookup) {
        return switch (lookup.kind()) {
            case FOUND, DAMAGED -> true;
            case UNAVAILABLE -> false;
        };
    }

    private static boolean isNew(Lookup lookup) {
        return switch (lookup.kind()) {
            // A row without logins is one of an account that was secured, see forget().
            case FOUND -> lookup.profile().habit().isEmpty();
            case DAMAGED, UNAVAILABLE -> false;
        };
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

    /**
     * Forgets a user's profile, in the transaction of the request; the next login begins a new one. When the account was secured is not
     * forgotten, and the row stays for it.
     */
    public void forget(UserModel user) {
        em.createQuery("update ProfileEntity p set p.profile = :empty, p.asked = null, p.askedTimes = 0, p.devices = null, p.updatedAt = :now, "
                        + "p.revision = p.revision + 1 where p.userId = :user and p.securedAt is not null")
                .setParameter("empty", EMPTY)
                .setParameter("now", Time.currentTimeMillis())
                .setParameter("user", user.getId())
                .executeUpdate();
        em.createQuery("delete from ProfileEntity p where p.userId = :user and p.securedAt is null")
                .setParameter("user", user.getId())
                .executeUpdate();
    }

    /**
     * Notes that a user's account is secured now, in the transaction of the request. Must not be called after {@link #forget} in the same
     * request: a row that is being deleted cannot be made again beside it.
     *
     * @return what is noted: later than whatever was noted before, also where the clock of another node is ahead
     */
    public SecuredAt secure(RealmModel realm, UserModel user) {
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            long now = Math.max(Time.currentTimeMillis(), securedAt(user).map(SecuredAt::millis).orElse(0L) + 1);
            int changed = em.createQuery("update ProfileEntity p set p.securedAt = :now, p.revision = p.revision + 1 "
                            + "where p.userId = :user and (p.securedAt is null or p.securedAt < :now)")
                    .setParameter("now", now)
                    .setParameter("user", user.getId())
                    .executeUpdate();
            if (changed == 1) {
                return new SecuredAt(now);
            }
            // On its own, because a row that somebody else makes at the same moment would spoil the transaction of the request.
            insert(new ProfileEntity(user.getId(), realm.getId(), EMPTY, now, null, 0, null));
        }
        throw new ModelException("The account " + user.getId() + " cannot be secured");
    }

    private Optional<SecuredAt> securedAt(UserModel user) {
        return em.createQuery("select p.securedAt from ProfileEntity p where p.userId = :user and p.securedAt is not null", Long.class)
                .setParameter("user", user.getId())
                .getResultStream().findFirst().map(SecuredAt::ofColumn);
    }

    private boolean save(RealmModel realm, UserModel user, Lookup known, Completed completed) {
        String encoded = ProfileCodec.encode(known.profile().learn(completed.attempt()));
        long now = Time.currentTimeMillis();
        AskedDays before = switch (known.kind()) {
            case FOUND -> ((Found) known).asked();
            case DAMAGED, UNAVAILABLE -> AskedDays.NEVER;
        };
        AskedDays asked = completed.isAsked() ? before.plus(day(now)) : before;
        long revision = switch (known.kind()) {
            case FOUND -> ((Found) known).revision();
            case DAMAGED -> ((Damaged) known).revision();
            case UNAVAILABLE -> throw new IllegalArgumentException("what could not be read must not be written over");
        };
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
