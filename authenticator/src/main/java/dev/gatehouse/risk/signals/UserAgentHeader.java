package dev.gatehouse.risk.signals;

import dev.gatehouse.keycloak.provider.ReplacedMethod;
import jakarta.ws.rs.core.HttpHeaders;
import org.jspecify.annotations.Nullable;
import org.keycloak.device.DeviceRepresentationProvider;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.representations.account.DeviceRepresentation;

/** Parses a user agent that the current request has not sent, as Keycloak parses that of the request. */
final class UserAgentHeader {

    private UserAgentHeader() {}

    /**
     * Parses a header.
     *
     * @param header {@code null} if there is none
     * @return what Keycloak makes of it; {@code null} if it makes nothing of it
     */
    static @Nullable DeviceRepresentation parse(KeycloakSession session, @Nullable String header) {
        if (header == null) {
            return null;
        }
        // Keycloak has no other entry to its parser than a session whose request has the header.
        HttpHeaders headers = ReplacedMethod.of(
                HttpHeaders.class, session.getContext().getRequestHeaders(), "getHeaderString", () -> header);
        KeycloakContext context =
                ReplacedMethod.of(KeycloakContext.class, session.getContext(), "getRequestHeaders", () -> headers);
        KeycloakSession supposed = ReplacedMethod.of(KeycloakSession.class, session, "getContext", () -> context);
        ProviderFactory<DeviceRepresentationProvider> factory =
                session.getKeycloakSessionFactory().getProviderFactory(DeviceRepresentationProvider.class);
        return factory.create(supposed).deviceRepresentation();
    }
}
