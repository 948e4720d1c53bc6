package dev.gatehouse.notification.notice;

import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.email.EmailEventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;

/**
 * Keycloak's listener that mails events, in its place and under its id. It tells of a changed password by two mails; where Gatehouse
 * tells of it, it keeps quiet, and otherwise it is as it was.
 */
public final class DeduplicatingEmailListenerFactory extends EmailEventListenerProviderFactory {

    @Override
    public int order() {
        // Above Keycloak's own, which is 0.
        return 10;
    }

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        return new DeduplicatingEmailListener(session, super.create(session));
    }
}
