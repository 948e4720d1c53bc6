package dev.gatehouse.recovery;

import dev.gatehouse.mail.MailQueue;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Puts the pages of recovery under each realm, and keeps the queue of mails for as long as the server runs. */
public final class RecoveryResourceProviderFactory implements RealmResourceProviderFactory {

    private MailQueue queue;

    /** The queue of this server. */
    public static MailQueue queue(KeycloakSession session) {
        return ((RecoveryResourceProviderFactory) session.getKeycloakSessionFactory()
                .getProviderFactory(RealmResourceProvider.class, RecoveryAddress.NAME)).queue;
    }

    @Override
    public String getId() {
        return RecoveryAddress.NAME;
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new RealmResourceProvider() {
            @Override
            public Object getResource() {
                return new RecoveryResource(session);
            }

            @Override
            public void close() {
                // holds nothing
            }
        };
    }

    @Override
    public void init(Config.Scope config) {
        // nothing to configure
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        queue = new MailQueue(factory);
    }

    @Override
    public void close() {
        if (queue != null) {
            queue.close();
        }
    }
}
