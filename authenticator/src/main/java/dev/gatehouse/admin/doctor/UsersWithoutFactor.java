package dev.gatehouse.admin.doctor;

import dev.gatehouse.mfa.factor.Factor;
import jakarta.persistence.EntityManager;
import java.util.Arrays;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Users who could not be challenged: enabled, with neither an email address nor another factor. Counted by the database, because Keycloak's
 * interface would load each of them.
 */
final class UsersWithoutFactor {

    private static final String QUERY =
            "select count(u) from UserEntity u where u.realmId = :realm and u.enabled = true "
                    + "and u.serviceAccountClientLink is null and (u.email is null or u.email = '') "
                    + "and not exists (select c.id from CredentialEntity c where c.user = u and c.type in (:types))";

    private UsersWithoutFactor() {}

    /** How many there are, without those of user stores that Keycloak does not import. */
    static long count(KeycloakSession session, RealmModel realm) {
        EntityManager database =
                session.getProvider(JpaConnectionProvider.class).getEntityManager();
        return database.createQuery(QUERY, Long.class)
                .setParameter("realm", realm.getId())
                .setParameter(
                        "types",
                        Arrays.stream(Factor.values())
                                .filter(factor -> factor != Factor.EMAIL)
                                .map(Factor::credentialType)
                                .toList())
                .getSingleResult();
    }
}
