package dev.gatehouse.admin.flow;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.ClientPolicyConditionRepresentation;
import org.keycloak.representations.idm.ClientPolicyExecutorRepresentation;
import org.keycloak.representations.idm.ClientPolicyRepresentation;
import org.keycloak.representations.idm.ClientProfileRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyException;

/**
 * The client policy executors of a realm.
 *
 * @param ofAllClients the executors of policies that hold for all clients
 * @param inProfiles the executors of the realm's profiles, whether or not a policy uses them
 */
public record ClientExecutors(Set<String> ofAllClients, Set<String> inProfiles) {

    private static final String ANY_CLIENT = "any-client";
    private static final String NEGATIVE = "is-negative-logic";

    public ClientExecutors {
        ofAllClients = Set.copyOf(ofAllClients);
        inProfiles = Set.copyOf(inProfiles);
    }

    /** Those of a realm. */
    public static ClientExecutors of(KeycloakSession session, RealmModel realm) {
        try {
            Map<String, Set<String>> profiles = items(session.clientPolicy()
                            .getClientProfiles(realm, false)
                            .getProfiles())
                    .collect(Collectors.toMap(
                            ClientProfileRepresentation::getName, ClientExecutors::executors, (one, other) -> one));
            Set<String> ofAllClients = items(session.clientPolicy()
                            .getClientPolicies(realm, false)
                            .getPolicies())
                    .filter(ClientExecutors::isForAllClients)
                    .flatMap(policy -> items(policy.getProfiles()))
                    .flatMap(profile -> profiles.getOrDefault(profile, Set.of()).stream())
                    .collect(Collectors.toSet());
            return new ClientExecutors(
                    ofAllClients,
                    profiles.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
        } catch (ClientPolicyException unreadable) {
            // Keycloak applies none of them then.
            return new ClientExecutors(Set.of(), Set.of());
        }
    }

    /** Whether a policy for all clients has the executor. */
    public boolean isForAllClients(String executor) {
        return ofAllClients.contains(executor);
    }

    /** Whether any profile has the executor. */
    public boolean isInAnyProfile(String executor) {
        return inProfiles.contains(executor);
    }

    private static Set<String> executors(ClientProfileRepresentation profile) {
        return items(profile.getExecutors())
                .map(ClientPolicyExecutorRepresentation::getExecutorProviderId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** Whether a policy is enabled and has no condition but {@value #ANY_CLIENT}: all its conditions must hold. */
    private static boolean isForAllClients(ClientPolicyRepresentation policy) {
        List<ClientPolicyConditionRepresentation> conditions =
                items(policy.getConditions()).toList();
        return Boolean.TRUE.equals(policy.isEnabled())
                && !conditions.isEmpty()
                && conditions.stream().allMatch(ClientExecutors::isAnyClient);
    }

    private static boolean isAnyClient(ClientPolicyConditionRepresentation condition) {
        boolean isNegative = Optional.ofNullable(condition.getConfiguration())
                .map(config -> config.path(NEGATIVE).asBoolean())
                .orElse(false);
        return ANY_CLIENT.equals(condition.getConditionProviderId()) && !isNegative;
    }

    private static <T> Stream<T> items(@Nullable List<T> list) {
        return list == null ? Stream.empty() : list.stream();
    }
}
