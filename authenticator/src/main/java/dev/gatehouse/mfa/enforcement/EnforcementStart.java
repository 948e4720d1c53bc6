package dev.gatehouse.mfa.enforcement;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.session.RequestCache;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.connections.jpa.util.JpaUtils;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Since when a realm enforces MFA: its gate is enabled, and the mode is {@code enforce}. The table {@code GH_ENFORCEMENT} has one row for
 * each realm that does, so that all nodes agree; no request, import or export can set it. The server writes the time of its own clock when
 * it first sees the realm enforce for anybody, and deletes the row when it sees that the realm no longer does. The row also says whom it
 * enforces for.
 *
 * <p>A start that is noticed late only lets more sessions go on. A login cannot use the gap: at the login itself the gate decides without
 * asking for the start.
 */
public final class EnforcementStart {

    private static final Logger LOG = Logger.getLogger(EnforcementStart.class);

    private static final String TABLE = "GH_ENFORCEMENT";

    /** Longer than a request takes, and than a change takes to reach all nodes. */
    private static final Duration SETTLING = Duration.ofSeconds(3);

    private static final String NOTED = "enforcement-noted ";

    /** What this node last wrote about each realm, so that a login that changes nothing costs no statement. */
    private static final Map<String, EnforcementScope> WRITTEN = new ConcurrentHashMap<>();

    private final KeycloakSession session;
    private final String realmId;

    /** A row of the table. */
    private record Noted(Instant since, EnforcementScope scope) {}

    public EnforcementStart(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realmId = realm.getId();
    }

    /**
     * Whether a session was opened before the realm began to enforce. False within the same second, and for a session of an administrator
     * who has signed in as the user since.
     *
     * @param scope whom the realm enforces for now
     */
    public boolean isAfter(UserSessionModel existing, EnforcementScope scope) {
        return existing.getStarted() < at(scope).getEpochSecond();
    }

    /**
     * Whether the realm began to enforce after a lenient mode had let a login pass, or while it did. A request that was running when the mode
     * was switched may have read the mode before, and another node may have learned of it a moment later, so a pass shortly after the start
     * counts as one from before.
     *
     * @param pass when the mode let the login pass
     * @param scope whom the realm enforces for now
     */
    public boolean isAfterPass(Instant pass, EnforcementScope scope) {
        return pass.minus(SETTLING).getEpochSecond() < at(scope).getEpochSecond();
    }

    /**
     * Whom the realm enforced for when a node last looked, whatever its settings say; for those that cannot be read. If the database cannot
     * tell either, it is what this node last noted.
     */
    public EnforcementScope noted() {
        return RequestCache.get(session, NOTED + realmId, this::readNoted);
    }

    private EnforcementScope readNoted() {
        try {
            // In its own transaction: a query that fails would make the whole request fail.
            return KeycloakModelUtils.runJobInTransactionWithResult(
                            session.getKeycloakSessionFactory(), own -> find(own))
                    .map(Noted::scope)
                    .orElse(EnforcementScope.NOBODY);
        } catch (RuntimeException failure) {
            LOG.debugf(failure, "Whether the realm %s enforces MFA cannot be read", realmId);
            return WRITTEN.getOrDefault(realmId, EnforcementScope.NOBODY);
        }
    }

    /** Since when the realm, which enforces for a user now, does for anybody; reads the database. */
    private Instant at(EnforcementScope scope) {
        return find(session)
                .orElseGet(() -> {
                    // The clock may have passed the set time since the scope was read.
                    EnforcementScope enforced = scope == EnforcementScope.NOBODY ? EnforcementScope.EVERYBODY : scope;
                    write(session.getKeycloakSessionFactory(), realmId, enforced);
                    // In its own transaction: that of the request may not see what another has written meanwhile.
                    return KeycloakModelUtils.runJobInTransactionWithResult(
                                    session.getKeycloakSessionFactory(), own -> find(own))
                            .orElseThrow(() -> new IllegalStateException("The realm was removed"));
                })
                .since();
    }

    /** Notes whom the realm enforces MFA for now. Costs a statement only if this node has last noted something else, or nothing. */
    public void note(EnforcementScope scope) {
        if (scope == WRITTEN.get(realmId)) {
            return;
        }
        try {
            write(session.getKeycloakSessionFactory(), realmId, scope);
        } catch (RuntimeException failure) {
            // No login fails because of this; the next one tries again.
            LOG.warnf(failure, "GATEHOUSE-420 Whether the realm %s enforces MFA could not be noted", realmId);
        }
    }

    /**
     * The same after a change of the realm, whatever this node noted: another node may have noted something else since.
     *
     * @param realmId the realm, as of now
     */
    public static void write(KeycloakSessionFactory sessions, String realmId, EnforcementScope scope) {
        switch (scope) {
            case NOBODY -> KeycloakModelUtils.runJobInTransaction(sessions, own -> delete(own, realmId));
            case PILOT, EVERYBODY -> begin(sessions, realmId, scope);
        }
        WRITTEN.put(realmId, scope);
    }

    private static void begin(KeycloakSessionFactory sessions, String realmId, EnforcementScope scope) {
        Instant now = KeycloakClock.now();
        try {
            KeycloakModelUtils.runJobInTransaction(sessions, own -> {
                Optional<Noted> noted = find(own, realmId);
                if (noted.isEmpty()) {
                    insert(own, realmId, scope, now);
                } else if (noted.get().scope() != scope) {
                    change(own, realmId, scope);
                }
            });
        } catch (RuntimeException failure) {
            boolean isThere = KeycloakModelUtils.runJobInTransactionWithResult(
                    sessions, own -> find(own, realmId).isPresent());
            if (!isThere) {
                throw failure;
            }
            LOG.debugf(failure, "Another node has noted at the same moment that the realm %s enforces", realmId);
            KeycloakModelUtils.runJobInTransaction(sessions, own -> change(own, realmId, scope));
        }
    }

    private static void insert(KeycloakSession own, String realmId, EnforcementScope scope, Instant now) {
        EntityManager em = entityManager(own);
        em.createNativeQuery("insert into " + table(em) + " (REALM_ID, SINCE, ENFORCED_FOR) values (?1, ?2, ?3)")
                .setParameter(1, realmId)
                .setParameter(2, now.toEpochMilli())
                .setParameter(3, scope.code())
                .executeUpdate();
    }

    private static void change(KeycloakSession own, String realmId, EnforcementScope scope) {
        EntityManager em = entityManager(own);
        em.createNativeQuery("update " + table(em) + " set ENFORCED_FOR = ?2 where REALM_ID = ?1")
                .setParameter(1, realmId)
                .setParameter(2, scope.code())
                .executeUpdate();
    }

    /** The ids of the realms with a required action, enabled or not. Loading all realms would cost more. */
    public static List<String> realmsWith(KeycloakSessionFactory sessions, String action) {
        return KeycloakModelUtils.runJobInTransactionWithResult(sessions, own -> entityManager(own)
                .createQuery(
                        "select action.realm.id from RequiredActionProviderEntity action where action.alias = :alias",
                        String.class)
                .setParameter("alias", action)
                .getResultList());
    }

    /** Deletes what is noted about a realm together with the realm. */
    public static void forgetRemovedRealms(KeycloakSessionFactory sessions) {
        sessions.register(event -> {
            if (event instanceof RealmModel.RealmRemovedEvent removed) {
                delete(removed.getKeycloakSession(), removed.getRealm().getId());
            }
        });
    }

    private static void delete(KeycloakSession session, String realmId) {
        EntityManager em = entityManager(session);
        em.createNativeQuery("delete from " + table(em) + " where REALM_ID = ?1")
                .setParameter(1, realmId)
                .executeUpdate();
        WRITTEN.remove(realmId);
    }

    private Optional<Noted> find(KeycloakSession reading) {
        return find(reading, realmId);
    }

    private static Optional<Noted> find(KeycloakSession reading, String realmId) {
        EntityManager em = entityManager(reading);
        List<?> rows = em.createNativeQuery("select SINCE, ENFORCED_FOR from " + table(em) + " where REALM_ID = ?1")
                .setParameter(1, realmId)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .findFirst()
                .map(row -> new Noted(
                        Instant.ofEpochMilli(((Number) row[0]).longValue()), EnforcementScope.ofCode((String) row[1])));
    }

    private static String table(EntityManager em) {
        return JpaUtils.getTableNameForNativeQuery(TABLE, em);
    }

    private static EntityManager entityManager(KeycloakSession session) {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }
}
