package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.membership.RoleOrGroupMatcher;
import dev.gatehouse.keycloak.session.RequestCache;
import dev.gatehouse.mfa.enforcement.EnforcementScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * How mode {@code enforce} is introduced: for a pilot first, and for everybody from a time on. Who is not reached yet is observed.
 *
 * @param pilot names of the roles and groups of the pilot, see {@link RoleOrGroupMatcher#named}; empty if there is none
 * @param everybodyFrom when everybody is reached; empty for at once or, where there is a pilot, for not yet
 */
public record Rollout(List<String> pilot, Optional<Instant> everybodyFrom) {

    public Rollout {
        pilot = List.copyOf(pilot);
    }

    /** Whom mode {@code enforce} reaches at a time. */
    EnforcementScope scope(Instant now) {
        boolean hasPilot = !pilot.isEmpty();
        boolean isForEverybody = everybodyFrom.map(start -> !start.isAfter(now)).orElse(!hasPilot);
        if (isForEverybody) {
            return EnforcementScope.EVERYBODY;
        }
        return hasPilot ? EnforcementScope.PILOT : EnforcementScope.NOBODY;
    }

    /** Whether a user is a member of the pilot. Names of neither a role nor a group have no members. */
    boolean hasInPilot(KeycloakSession session, RealmModel realm, UserModel user) {
        return !pilot.isEmpty() && members(session, realm).include(user);
    }

    /** Whether there is a pilot, and none of its names is that of a role or group. */
    boolean isPilotGone(KeycloakSession session, RealmModel realm) {
        return !pilot.isEmpty() && members(session, realm).unknown().size() == pilot.size();
    }

    private RoleOrGroupMatcher members(KeycloakSession session, RealmModel realm) {
        return RequestCache.get(
                session, "pilot " + realm.getId() + " " + pilot, () -> RoleOrGroupMatcher.named(session, realm, pilot));
    }

    /** The same, but everybody is not reached before an administrator says so. */
    Rollout notForEverybody() {
        return new Rollout(pilot, Optional.of(Instant.MAX));
    }

    /** The same, but everybody is reached. */
    Rollout forEverybody() {
        return new Rollout(pilot, Optional.of(Instant.MIN));
    }
}
