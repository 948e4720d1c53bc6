package dev.gatehouse.admin.setup;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;

/** What the database counts, where Keycloak's interface would load each user or realm. */
record Counts(KeycloakSession session) {

    private static final String PEOPLE =
            "select count(u) from UserEntity u where u.realmId = :realm and u.enabled = true "
                    + "and u.serviceAccountClientLink is null and ";

    private static final String WITH_APP =
            "exists (select c.id from CredentialEntity c where c.user = u and c.type = 'otp')";
    private static final String WITHOUT_EMAIL = "(u.email is null or u.email = '')";

    /** The realms in which a part of Gatehouse is in a flow, a list, a policy or a scope, whether or not it is in force. */
    private static final List<String> IN_USE = List.of(
            "select distinct e.realm.id from AuthenticationExecutionEntity e where e.authenticator like 'gatehouse-%'",
            "select distinct a.realm.id from RequiredActionProviderEntity a where a.providerId like 'gatehouse-%'",
            "select distinct r.id from RealmEntity r where r.passwordPolicy like '%gatehouse-%'",
            "select distinct t.realm.id from RealmAttributeEntity t where t.name = 'client-policies.profiles' "
                    + "and t.value like '%gatehouse-%'",
            "select distinct m.client.realmId from ProtocolMapperEntity m where m.protocolMapper like 'gatehouse-%'",
            "select distinct m.clientScope.realmId from ProtocolMapperEntity m where m.protocolMapper like"
                    + " 'gatehouse-%'");

    private EntityManager database() {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    /** Enabled users with an authenticator app, without those of user stores that Keycloak does not import. */
    long withApp(Realm realm) {
        return people(realm, WITH_APP);
    }

    /** Enabled users without an email address, without those of user stores that Keycloak does not import. */
    long withoutEmail(Realm realm) {
        return people(realm, WITHOUT_EMAIL);
    }

    private long people(Realm realm, String condition) {
        return database()
                .createQuery(PEOPLE + condition, Long.class)
                .setParameter("realm", realm.id())
                .getSingleResult();
    }

    /** Sessions with an app, offline ones too. A session with two apps counts twice. */
    long sessions(Realm realm) {
        return session.sessions().getActiveClientSessionStats(realm.realm(), false).values().stream()
                        .mapToLong(Long::longValue)
                        .sum()
                + session.sessions().getActiveClientSessionStats(realm.realm(), true).values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
    }

    /** Enabled clients that may use direct grants. */
    List<String> directGrantClients(Realm realm) {
        return realm.realm()
                .getClientsStream()
                .filter(client -> client.isEnabled() && client.isDirectAccessGrantsEnabled() && !client.isBearerOnly())
                .map(ClientModel::getClientId)
                .sorted()
                .toList();
    }

    /** The ids of the realms that need Gatehouse's JARs: without them, their logins fail. */
    Set<String> realmsInUse() {
        Set<String> realms = new TreeSet<>();
        IN_USE.forEach(query ->
                realms.addAll(database().createQuery(query, String.class).getResultList()));
        return realms;
    }
}
