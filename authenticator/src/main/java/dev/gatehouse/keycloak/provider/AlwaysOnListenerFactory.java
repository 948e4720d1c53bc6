package dev.gatehouse.keycloak.provider;

import java.util.function.Function;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;

/** Creates event listeners that are active in every realm without being switched on. They have no options. */
public abstract class AlwaysOnListenerFactory extends StatelessFactory implements EventListenerProviderFactory {

    private final String id;
    private final Function<KeycloakSession, EventListenerProvider> listeners;

    /**
     * Creates a factory.
     *
     * @param id the provider id
     * @param listeners creates the listener of a session
     */
    protected AlwaysOnListenerFactory(String id, Function<KeycloakSession, EventListenerProvider> listeners) {
        this.id = id;
        this.listeners = listeners;
    }

    @Override
    public final String getId() {
        return id;
    }

    @Override
    public final boolean isGlobal() {
        return true;
    }

    @Override
    public final EventListenerProvider create(KeycloakSession session) {
        return listeners.apply(session);
    }
}
