package dev.gatehouse.admin;

import dev.gatehouse.keycloak.provider.StatelessFactory;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * Serves {@link AdminResource} at {@code /admin/realms/{realm}/gatehouse}. Keycloak knows one provider for all paths below; those of other
 * features are served by the provider {@code gatehouse-NAME}, where {@code NAME} is the next part of the path.
 */
public final class AdminResourceFactory extends StatelessFactory
        implements AdminRealmResourceProviderFactory, AdminRealmResourceProvider {

    private static final String ID = "gatehouse";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public AdminRealmResourceProvider create(KeycloakSession session) {
        return this;
    }

    @Override
    public Object getResource(
            KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth, AdminEventBuilder adminEvent) {
        AdminRealmResourceProvider other = session.getProvider(
                AdminRealmResourceProvider.class,
                ID + "-" + partAfter(session.getContext().getUri().getPath()));
        return other == null
                ? new AdminResource(session, realm, auth, adminEvent)
                : other.getResource(session, realm, auth, adminEvent);
    }

    /** The part of the path that follows {@code /gatehouse/}; empty if there is none. A realm may have the same name. */
    static String partAfter(@Nullable String path) {
        String here = "/" + ID + "/";
        String[] parts = path == null ? new String[0] : path.split("/realms/[^/]+" + here, 2);
        if (parts.length < 2) {
            return "";
        }
        int end = parts[1].indexOf('/');
        return end < 0 ? parts[1] : parts[1].substring(0, end);
    }
}
