package dev.gatehouse.admin;

import dev.gatehouse.admin.doctor.DoctorRounds;
import dev.gatehouse.admin.doctor.InstalledJars;
import java.util.Map;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * Serves {@link AdminResource} at {@code /admin/realms/{realm}/gatehouse}, starts the doctor's rounds, and shows which build of Gatehouse
 * runs.
 */
public final class AdminResourceFactory
        implements AdminRealmResourceProviderFactory, AdminRealmResourceProvider, ServerInfoAwareProviderFactory {

    private static final Logger LOG = Logger.getLogger(AdminResourceFactory.class);

    private DoctorRounds rounds;

    @Override
    public String getId() {
        return "gatehouse";
    }

    @Override
    public AdminRealmResourceProvider create(KeycloakSession session) {
        return this;
    }

    @Override
    public Object getResource(
            KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth, AdminEventBuilder adminEvent) {
        return new AdminResource(session, realm, auth, adminEvent, rounds);
    }

    /** The Admin Console shows it under Server info. */
    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("version", InstalledJars.INSTANCE.build());
    }

    @Override
    public void init(Config.Scope config) {
        // nothing to configure
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        rounds = new DoctorRounds(factory);
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) {
                LOG.infof("GATEHOUSE-960 Gatehouse %s", InstalledJars.INSTANCE.build());
                rounds.start();
            }
        });
    }

    @Override
    public void close() {
        if (rounds != null) {
            rounds.close();
        }
    }
}
