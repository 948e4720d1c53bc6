package dev.gatehouse.signals;

import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;

/** Whoever opens the country database when the server starts. */
public interface CountryDatabaseOwner {

    /** The country database, opened once and used behind every door. */
    CountryDatabase countries();

    /** The country database of this server. */
    static CountryDatabase of(KeycloakSession session) {
        return session.getKeycloakSessionFactory().getProviderFactoriesStream(Authenticator.class)
                .filter(CountryDatabaseOwner.class::isInstance)
                .map(CountryDatabaseOwner.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no authenticator of Gatehouse has been registered"))
                .countries();
    }
}
