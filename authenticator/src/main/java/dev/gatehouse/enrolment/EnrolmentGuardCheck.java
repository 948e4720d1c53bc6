package dev.gatehouse.enrolment;

import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.UserProvider;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.storage.federated.UserFederatedStorageProvider;

/** Says at the start of the server where changes of factors and linked providers are not guarded. */
public final class EnrolmentGuardCheck {

    private static final Logger LOG = Logger.getLogger(EnrolmentGuardCheck.class);
    private static final String STORE = "jpa";

    private EnrolmentGuardCheck() {}

    /** Has it logged once the server has started. */
    public static void logAtStart(KeycloakSessionFactory sessions) {
        sessions.register(event -> {
            if (event instanceof PostMigrationEvent) {
                log(sessions.getProviderFactory(UserProvider.class, STORE));
                logFederated(sessions.getProviderFactory(UserFederatedStorageProvider.class, STORE));
            }
        });
    }

    private static void log(ProviderFactory<UserProvider> inForce) {
        if (!(inForce instanceof GuardedUserProviderFactory guarded)) {
            LOG.errorf("GATEHOUSE-414 Changes of factors and linked providers are neither guarded nor told, because another extension provides the store of "
                    + "users: %s. Remove that extension, or have it extend Gatehouse's class", inForce == null ? "nothing" : inForce.getClass().getName());
        } else if (!guarded.isOn()) {
            LOG.warnf("GATEHOUSE-413 Changes of factors and linked providers are neither guarded nor told: the option spi-user--%s--%s is false",
                    STORE, GuardedUserProviderFactory.OPTION);
        }
    }

    private static void logFederated(ProviderFactory<UserFederatedStorageProvider> inForce) {
        if (!(inForce instanceof GuardedFederatedStorageFactory)) {
            LOG.errorf("GATEHOUSE-414 Changes of factors of people in external stores that do not import them are neither guarded nor told, because "
                    + "another extension provides the store of what they have here: %s. Remove that extension, or have it extend Gatehouse's class",
                    inForce == null ? "nothing" : inForce.getClass().getName());
        }
    }
}
