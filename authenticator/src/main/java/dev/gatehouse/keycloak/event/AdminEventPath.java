package dev.gatehouse.keycloak.event;

import java.util.Optional;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.ResourceType;

/**
 * The resource path of an admin event about a user. Other extensions raise such events too, with paths of any form.
 *
 * @param userId the user
 * @param rest what follows the user id, including its slash; empty if the event is about the user as a whole
 */
public record AdminEventPath(String userId, String rest) {

    private static final String USERS = "users/";
    private static final String RESET_PASSWORD = "/reset-password";
    private static final String FEDERATED_IDENTITY = "/federated-identity/";

    /** The path of an event about a user; empty for every other event and every other path. */
    public static Optional<AdminEventPath> ofUser(AdminEvent event) {
        String path = event.getResourcePath();
        if (event.getResourceType() != ResourceType.USER || path == null || !path.startsWith(USERS)) {
            return Optional.empty();
        }
        int slash = path.indexOf('/', USERS.length());
        int end = slash < 0 ? path.length() : slash;
        String userId = path.substring(USERS.length(), end);
        return userId.isEmpty() ? Optional.empty() : Optional.of(new AdminEventPath(userId, path.substring(end)));
    }

    /** Whether the event is about the user as a whole. */
    public boolean isUser() {
        return rest.isEmpty();
    }

    /** Whether the event is about a password that an administrator has set. */
    public boolean isPasswordReset() {
        return rest.equals(RESET_PASSWORD);
    }

    /** Whether the event is about a link to an identity provider. */
    public boolean isFederatedIdentity() {
        return rest.startsWith(FEDERATED_IDENTITY);
    }
}
