package dev.gatehouse.risk.population;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.config.Setting;
import dev.gatehouse.keycloak.config.SettingType;
import dev.gatehouse.keycloak.metrics.GatehouseCounter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderEvent;

/** Registers the population table in Keycloak's database, and owns the {@link PopulationService} while the server runs. */
public final class PopulationProviderFactory implements JpaEntityProviderFactory {

    // The name of the changelog table uses the first ten characters, so they must be unique among extensions.
    static final String ID = "gh-population";

    /** The server's option {@code --spi-jpa-entity-provider--gh-population--save-interval}, in seconds. */
    private static final Setting<Duration> INTERVAL = Setting.of(
            "save-interval", SettingType.integer("a number of seconds", 1, 3600).map(Duration::ofSeconds), "30");

    private static final Logger LOG = Logger.getLogger(PopulationProviderFactory.class);

    private Duration interval = INTERVAL.defaultValue();
    private PopulationService populations;

    PopulationService populations() {
        return populations;
    }

    @Override
    public String getId() {
        return ID;
    }

    /** Ensures that pending counts can still be saved when the server stops. */
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
        interval = interval(config.get(INTERVAL.key()));
    }

    /**
     * Parses the option.
     *
     * @param option the configured value; {@code null} if not set
     * @return the default interval if the value is invalid
     */
    static Duration interval(@Nullable String option) {
        return INTERVAL.parse(
                option,
                problem -> LOG.errorf(
                        "GATEHOUSE-802 The option %s. Until it is fixed and the server restarted, it is %s",
                        problem, INTERVAL.defaultText()));
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        GatehouseCounter.POPULATION_FAILURES.begin();
        populations = new PopulationService(new JdbcPopulationRepository(factory), KeycloakClock::now);
        factory.register(this::onEvent);
    }

    private void onEvent(ProviderEvent event) {
        if (event instanceof PostMigrationEvent) {
            populations.start(interval);
        } else if (event instanceof RealmModel.RealmRemovedEvent removed) {
            String realmId = removed.getRealm().getId();
            JdbcPopulationRepository.removeRealm(
                    removed.getKeycloakSession()
                            .getProvider(JpaConnectionProvider.class)
                            .getEntityManager(),
                    realmId);
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
