package dev.gatehouse.risk.population;

import dev.gatehouse.keycloak.metrics.GatehouseCounter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderEvent;

/** Brings the table of what is usual into Keycloak's database, and keeps the {@link PopulationService} for as long as the server runs. */
public final class PopulationProviderFactory implements JpaEntityProviderFactory {

    // The first ten letters name the changelog table, so they must be unique among extensions.
    static final String ID = "gh-population";

    /** The server's option {@code --spi-jpa-entity-provider--gh-population--save-interval}, in seconds. */
    static final String INTERVAL = "save-interval";

    private static final Logger LOG = Logger.getLogger(PopulationProviderFactory.class);
    private static final int USUAL_INTERVAL = 30;
    private static final int LONGEST_INTERVAL = 3600;

    private Duration interval = Duration.ofSeconds(USUAL_INTERVAL);
    private PopulationService populations;

    PopulationService populations() {
        return populations;
    }

    @Override
    public String getId() {
        return ID;
    }

    /** So that what was counted can still be saved when the server stops. */
    @Override
    public Set<Class<? extends Provider>> dependsOn() {
        return Set.of(JpaConnectionProvider.class);
    }

    @Override
    public JpaEntityProvider create(KeycloakSession session) {
        return new PopulationProvider();
    }

    @Override
    public void init(Config.Scope config) {
        interval = interval(config.get(INTERVAL));
    }

    /**
     * Reads the option.
     *
     * @param option as it was given; {@code null} if it was not
     * @return the usual interval where it makes no sense
     */
    static Duration interval(String option) {
        if (option == null || option.isBlank()) {
            return Duration.ofSeconds(USUAL_INTERVAL);
        }
        try {
            int seconds = Integer.parseInt(option.strip());
            if (seconds >= 1 && seconds <= LONGEST_INTERVAL) {
                return Duration.ofSeconds(seconds);
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        LOG.errorf("GATEHOUSE-802 The option %s must be a number of seconds from 1 to %d. Until it is fixed and the server restarted, it is %d",
                INTERVAL, LONGEST_INTERVAL, USUAL_INTERVAL);
        return Duration.ofSeconds(USUAL_INTERVAL);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        GatehouseCounter.POPULATION_FAILURES.begin();
        populations = new PopulationService(new JdbcPopulationRepository(factory), () -> Instant.ofEpochMilli(Time.currentTimeMillis()));
        factory.register(this::onEvent);
    }

    private void onEvent(ProviderEvent event) {
        if (event instanceof PostMigrationEvent) {
            populations.start(interval);
        } else if (event instanceof RealmModel.RealmRemovedEvent removed) {
            String realmId = removed.getRealm().getId();
            JdbcPopulationRepository.removeRealm(removed.getKeycloakSession().getProvider(JpaConnectionProvider.class).getEntityManager(), realmId);
            populations.forget(realmId);
        }
    }

    @Override
    public void close() {
        if (populations != null) {
            populations.close();
        }
    }

    private static final class PopulationProvider implements JpaEntityProvider {

        @Override
        public List<Class<?>> getEntities() {
            return List.of();
        }

        @Override
        public String getChangelogLocation() {
            return "META-INF/gatehouse-population-changelog.xml";
        }

        @Override
        public String getFactoryId() {
            return ID;
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
