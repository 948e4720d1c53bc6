package dev.gatehouse.mfa.enrolment;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.UserProvider;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.storage.federated.UserFederatedStorageProvider;

/** Logs at server start where changes of factors and linked providers are not guarded. */
public final class EnrolmentGuardStartupCheck {

    private static final Logger LOG = Logger.getLogger(EnrolmentGuardStartupCheck.class);
    private static final String STORE = "jpa";

    private EnrolmentGuardStartupCheck() {}

    /** Whether changes of factors and linked providers are guarded on this server. */
    public static boolean isGuarded(KeycloakSessionFactory sessions) {
        return sessions.getProviderFactory(UserProvider.class, STORE) instanceof GuardedUserProviderFactory guarded
                && guarded.isOn()
                && sessions.getProviderFactory(UserFederatedStorageProvider.class, STORE)
                        instanceof GuardedFederatedStorageFactory;
    }

    /** Registers the check, which runs once the server has started. */
    public static void logAtStart(KeycloakSessionFactory sessions) {
        sessions.register(event -> {
            if (event instanceof PostMigrationEvent) {
                log(sessions);
            }
        });
    }

    private static void log(KeycloakSessionFactory sessions) {
        ProviderFactory<?> users = sessions.getProviderFactory(UserProvider.class, STORE);
        ProviderFactory<?> federated = sessions.getProviderFactory(UserFederatedStorageProvider.class, STORE);
        if (users instanceof GuardedUserProviderFactory guarded && !guarded.isOn()) {
            LOG.warnf(
                    "GATEHOUSE-413 Changes of factors and linked providers are neither guarded nor reported: the option spi-user--%s--%s is false",
                    STORE, GuardedUserProviderFactory.OPTION);
        }
        logUnless(users instanceof GuardedUserProviderFactory, users);
        logUnless(federated instanceof GuardedFederatedStorageFactory, federated);
    }

    private static void logUnless(boolean isOurs, @Nullable ProviderFactory<?> inForce) {
        if (!isOurs) {
            LOG.errorf(
                    "GATEHOUSE-414 Changes of factors and linked providers are neither guarded nor reported, because another extension provides the store of "
                            + "users: %s. Remove that extension, or make it extend Gatehouse's class",
                    inForce == null ? "nothing" : inForce.getClass().getName());
        }
    }
}
