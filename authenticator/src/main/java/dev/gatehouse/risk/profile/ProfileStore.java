package dev.gatehouse.risk.profile;

import dev.gatehouse.keycloak.metrics.GatehouseCounter;
import dev.gatehouse.keycloak.session.DryRun;
import dev.gatehouse.keycloak.text.LogText;
import dev.gatehouse.risk.model.LoginAttempt;
import dev.gatehouse.risk.model.Profile;
import dev.gatehouse.risk.model.Proof;
import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hibernate.jpa.HibernateHints;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Reads, updates and deletes profiles. A login costs one statement to read the user's profile, and one to update it. */
public final class ProfileStore {

    private static final Logger LOG = Logger.getLogger(ProfileStore.class);

    /** Few of the rows of a list are needed: PostgreSQL's driver fetches all of them by default. */
    private static final int FETCHED_AT_ONCE = 200;

    private final KeycloakSession session;
    private final KeycloakSessionFactory sessions;
    private final EntityManager em;
    private final ProfileWriter writer;

    /** Uses the database of a session, whose request must still hold its connection. */
    public ProfileStore(KeycloakSession session) {
        this.session = session;
        this.sessions = session.getKeycloakSessionFactory();
        this.em = ProfileReader.entityManager(session);
        this.writer = new ProfileWriter(sessions, em);
    }

    /**
     * A completed login.
     *
     * @param attempt the signals of the login
     * @param isChallenged whether a second factor was required, or would have been
     * @param proof what it has proven besides the first factor
     * @param isAfterCopy whether it has ended the use of a copied device token: what was learned before may be of whoever had the copy, and is
     *     forgotten
     * @param devices updates the token replacements of the user's devices
     */
    public record Completed(
            LoginAttempt attempt,
            boolean isChallenged,
            Proof proof,
            boolean isAfterCopy,
            UnaryOperator<DeviceTokenRotations> devices) {}

    /** Reads the profile of a user on the connection of the request. Never throws if the database fails the query. */
    public ProfileLookup find(UserModel user) {
        return new ProfileReader(em, !DryRun.isOn(session)).find(user.getId());
    }

    /**
     * Adds a completed login to the profile of a user, in a separate transaction. Must be called after the request has released its
     * connection, on a store that was created before. Retries if another node was faster. Never throws if the database fails: a
     * login that was not learned makes the next one look more suspicious, never less.
     *
     * @param lookup what {@link #find} returned at this login; {@code null} if it was not called in this request
     * @param completed the login to learn
     * @return whether the user had no login history before
     */
    public boolean learn(RealmModel realm, UserModel user, @Nullable ProfileLookup lookup, Completed completed) {
        try {
            if (lookup != null && isReadable(lookup) && save(realm, user, lookup, completed)) {
                return isNew(lookup);
            }
            ProfileLookup current = KeycloakModelUtils.runJobInTransactionWithResult(
                    sessions, newSession -> new ProfileStore(newSession).find(user));
            if (isReadable(current) && save(realm, user, current, completed)) {
                return isNew(current);
            }
            LOG.warnf(
                    "GATEHOUSE-203 The profile of user %s cannot be read, or changed twice while a login was added; this login is not recorded",
                    LogText.of(user.getId()));
            GatehouseCounter.PROFILE_FAILURES.increment("write");
        } catch (RuntimeException e) {
            LOG.errorf(e, "GATEHOUSE-202 The profile of user %s cannot be written", LogText.of(user.getId()));
            GatehouseCounter.PROFILE_FAILURES.increment("write");
        }
        return false;
    }

    private static boolean isReadable(ProfileLookup lookup) {
        return switch (lookup.kind()) {
            case FOUND, DAMAGED -> true;
            case UNAVAILABLE -> false;
        };
    }

    private static boolean isNew(ProfileLookup lookup) {
        return switch (lookup.kind()) {
            // A row without logins belongs to an account that was secured, see SecuredAtStore.
            case FOUND -> lookup.profile().activity().isEmpty();
            case DAMAGED, UNAVAILABLE -> false;
        };
    }

    /**
     * Users of a realm who were challenged more often than a given number of times within the last 30 days, or would have been; the
     * most frequently challenged first.
     *
     * @param most the maximum number of users to return, at least 1
     */
    public List<FrequentlyChallenged> challengedMoreThan(RealmModel realm, int times, int most) {
        LocalDate today = ChallengeHistory.day(Time.currentTimeMillis());
        // The last of the best is the first of the queue.
        PriorityQueue<FrequentlyChallenged> best = new PriorityQueue<>(FrequentlyChallenged.MOST_FIRST.reversed());
        // The column is exact as of its last update, and too high for users who were not challenged since. It is never
        // too
        // low, so nobody behind a row with less than the last of the best can be among them.
        try (Stream<Object[]> rows = em.createQuery(
                        "select p.userId, p.asked, p.askedTimes from ProfileEntity p where p.realmId = :realm and p.askedTimes > :times"
                                + " and p.updatedAt >= :since order by p.askedTimes desc",
                        Object[].class)
                .setParameter("realm", realm.getId())
                .setParameter("times", times)
                .setParameter(
                        "since",
                        today.minusDays(ChallengeHistory.DAYS)
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant()
                                .toEpochMilli())
                .setHint(HibernateHints.HINT_FETCH_SIZE, FETCHED_AT_ONCE)
                .getResultStream()) {
            rows.takeWhile(row -> best.size() < most
                            || (Integer) row[2] >= best.element().times())
                    .map(row -> new FrequentlyChallenged(
                            (String) row[0],
                            ChallengeHistory.decode((String) row[1]).asOf(today)))
                    .filter(user -> user.times() > times)
                    .forEach(user -> {
                        best.add(user);
                        if (best.size() > most) {
                            best.remove();
                        }
                    });
        }
        return best.stream().sorted(FrequentlyChallenged.MOST_FIRST).toList();
    }

    /**
     * The profiles of users, by their ids, in one query. Those that cannot be read are left out.
     *
     * @param users at most 1,000 ids
     */
    public Map<String, Profile> profiles(List<String> users) {
        Map<String, Profile> found = new HashMap<>();
        if (!users.isEmpty()) {
            em.createQuery("select p.userId, p.profile from ProfileEntity p where p.userId in :users", Object[].class)
                    .setParameter("users", users)
                    .getResultStream()
                    .forEach(row -> ProfileCodec.decodeIfReadable((String) row[1])
                            .ifPresent(profile -> found.put((String) row[0], profile)));
        }
        return found;
    }

    /**
     * Deletes a user's profile, in the transaction of the request; the next login starts a new one. The time when the account was
     * secured is kept, and so is its row. A request that does both must secure the account first, see
     * {@link SecuredAtStore#secure}.
     */
    public void forget(UserModel user) {
        em.createQuery(
                        "update ProfileEntity p set p.profile = :empty, p.asked = null, p.askedTimes = 0, p.devices = null, p.updatedAt = :now, "
                                + "p.revision = p.revision + 1 where p.userId = :user and p.securedAt is not null")
                .setParameter("empty", ProfileEntity.EMPTY)
                .setParameter("now", Time.currentTimeMillis())
                .setParameter("user", user.getId())
                .executeUpdate();
        em.createQuery("delete from ProfileEntity p where p.userId = :user and p.securedAt is null")
                .setParameter("user", user.getId())
                .executeUpdate();
    }

    private boolean save(RealmModel realm, UserModel user, ProfileLookup lookup, Completed completed) {
        Profile before = completed.isAfterCopy() ? Profile.EMPTY : lookup.profile();
        String encoded = ProfileCodec.encode(before.learn(completed.attempt(), completed.proof()));
        long now = Time.currentTimeMillis();
        ChallengeHistory challenges =
                completed.isChallenged() ? lookup.challenges().plus(ChallengeHistory.day(now)) : lookup.challenges();
        long revision =
                switch (lookup.kind()) {
                    case FOUND -> ((ProfileLookup.Found) lookup).revision();
                    case DAMAGED -> ((ProfileLookup.Damaged) lookup).revision();
                    case UNAVAILABLE ->
                        throw new IllegalArgumentException("what could not be read must not be written over");
                };
        String devices = completed
                .devices()
                .apply(lookup.rotations().orElse(DeviceTokenRotations.NONE))
                .encode();
        ProfileEntity row = new ProfileEntity(
                user.getId(),
                realm.getId(),
                encoded,
                now,
                challenges.encode(),
                challenges.asOf(ChallengeHistory.day(now)),
                devices);
        return revision == ProfileReader.NO_ROW ? writer.insert(row) : writer.update(row, revision);
    }
}
