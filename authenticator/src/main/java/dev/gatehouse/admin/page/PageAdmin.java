package dev.gatehouse.admin.page;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import java.time.Duration;
import java.time.Instant;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * An administrator who is signed in in this browser.
 *
 * @param session the current session
 * @param realm the realm that the page is about
 * @param home the realm of the administrator: the same, or the realm of the administrators of all realms
 * @param user the administrator
 * @param login the administrator's session
 * @param auth what the administrator may see and do in the realm
 * @param adminEvent an event about a change of the realm by the administrator
 */
record PageAdmin(
        KeycloakSession session,
        RealmModel realm,
        RealmModel home,
        UserModel user,
        UserSessionModel login,
        AdminPermissionEvaluator auth,
        AdminEventBuilder adminEvent) {

    /** How long a login counts as fresh. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    /** Whether the administrator has signed in so recently that nobody else is likely to sit at the browser. */
    boolean isFresh() {
        String at = login.getNote(AuthenticationManager.AUTH_TIME);
        if (at == null || !at.chars().allMatch(Character::isDigit) || at.isEmpty() || at.length() > 12) {
            return false;
        }
        return !Instant.ofEpochSecond(Long.parseLong(at)).plus(FRESH).isBefore(KeycloakClock.now());
    }

    boolean canViewRealm() {
        return auth.realm().canViewRealm();
    }

    boolean canManageRealm() {
        return auth.realm().canManageRealm();
    }

    boolean canViewEvents() {
        return auth.realm().canViewEvents();
    }

    /** Whether the administrator may look users up; which ones is decided for each of them. */
    boolean canSearchUsers() {
        return auth.users().canQuery();
    }
}
