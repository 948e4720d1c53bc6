package dev.gatehouse.notification.notice;

import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.email.EmailEventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;

/**
 * Replaces Keycloak's listener that emails events, under the same id. That one sends two emails for a changed password. This one sends none
 * where Gatehouse notifies the user, and otherwise behaves like Keycloak's.
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
