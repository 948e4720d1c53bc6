package dev.gatehouse.preview;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Provides the preview below each realm. */
public final class MailPreviewFactory implements RealmResourceProviderFactory {

    @Override
    public String getId() {
        return "gatehouse-mail-preview";
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new MailPreview(session);
    }

    @Override
    public void init(Config.Scope config) {
        // nothing to configure
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // nothing to do
    }

    @Override
    public void close() {
        // holds nothing
    }
}
