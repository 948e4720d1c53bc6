package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.membership.RoleOrGroupMatcher;
import dev.gatehouse.keycloak.text.LogText;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** The users who must prove a second factor even after an identity provider has authenticated them. */
record PrivilegedUsers(KeycloakSession session, RealmModel realm, GateSettings settings) {

    private static final Logger LOG = Logger.getLogger(PrivilegedUsers.class);

    /** Whether a user is privileged; every user is while the configuration is invalid. */
    boolean include(UserModel user) {
        RoleOrGroupMatcher privileged = RoleOrGroupMatcher.named(session, realm, settings.privileged());
        List<String> problems = Stream.concat(
                        settings.problems().stream(),
                        privileged.unknown().stream().map(name -> "there is neither a role nor a group " + name))
                .toList();
        problems.forEach(problem -> LOG.errorf(
                "GATEHOUSE-404 Configuration of the gate in realm %s: %s. Until fixed, every user who signs in through an identity "
                        + "provider is challenged like a privileged user",
                LogText.of(realm.getName()), LogText.of(problem)));
        return !problems.isEmpty() || privileged.include(user);
    }
}
