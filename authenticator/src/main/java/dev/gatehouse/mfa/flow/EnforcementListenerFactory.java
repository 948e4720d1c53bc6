package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.provider.AlwaysOnListenerFactory;
import dev.gatehouse.mfa.enforcement.EnforcementStart;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.PostMigrationEvent;

/** Creates {@link EnforcementListener}s, in every realm and without being switched on. */
public final class EnforcementListenerFactory extends AlwaysOnListenerFactory {

    public EnforcementListenerFactory() {
        super("gatehouse-enforcement", EnforcementListener::new);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        EnforcementStart.forgetRemovedRealms(factory);
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) {
                EnforcementListener.noteAll(factory);
            } else if (event instanceof RealmModel.RealmPostCreateEvent created) {
                EnforcementListener.noteAfterCommit(
                        created.getKeycloakSession(), created.getCreatedRealm().getId());
            }
        });
    }
}
