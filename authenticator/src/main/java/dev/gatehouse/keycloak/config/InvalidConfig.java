package dev.gatehouse.keycloak.config;

import jakarta.ws.rs.core.Response;
import java.util.List;
import org.keycloak.services.ErrorResponse;

/**
 * Rejects a configuration that an administrator wants to save. Keycloak does not pass on the message of a model exception here: the Admin
 * Console shows "unknown_error" for it.
 */
public final class InvalidConfig {

    private InvalidConfig() {}

    /**
     * Rejects the configuration if there are problems.
     *
     * @param problems what is invalid, each in a sentence for the administrator
     * @throws jakarta.ws.rs.WebApplicationException with all of them, which the Admin Console shows
     */
    public static void refuse(List<String> problems) {
        if (!problems.isEmpty()) {
            throw ErrorResponse.error(String.join("; ", problems), Response.Status.BAD_REQUEST);
        }
    }
}
