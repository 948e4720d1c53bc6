package dev.gatehouse.admin.setup;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gatehouse.admin.flow.ClientExecutors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keycloak.representations.idm.ClientPoliciesRepresentation;
import org.keycloak.representations.idm.ClientPolicyConditionRepresentation;
import org.keycloak.representations.idm.ClientPolicyExecutorRepresentation;
import org.keycloak.representations.idm.ClientPolicyRepresentation;
import org.keycloak.representations.idm.ClientProfileRepresentation;
import org.keycloak.representations.idm.ClientProfilesRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyException;

/**
 * Appends Gatehouse's executors to the client profiles and policies of a realm, and undoes that. Keycloak writes each list as a whole, so
 * it is read, changed and written.
 */
record ClientPolicies(Realm realm) {

    private static final String NAME = "gatehouse";
    private static final String ANY_CLIENT = "any-client";
    private static final String PROFILES = "client-policies.profiles";
    private static final String POLICIES = "client-policies.policies";
    private static final String EXECUTORS = "executors";
    private static final String PROFILE = "profile";
    private static final String POLICY = "policy";
    private static final String HAD_PROFILES = "hadProfiles";
    private static final String HAD_POLICIES = "hadPolicies";
    private static final Pattern COMMA = Pattern.compile(",");

    /** Access to Keycloak's lists, which it may not be able to read. */
    private interface Lists<T> {

        T access() throws ClientPolicyException;
    }

    private static <T> T lists(Lists<T> lists) {
        try {
            return lists.access();
        } catch (ClientPolicyException e) {
            throw Refused.conflict("Keycloak cannot read or write the client policies of the realm: "
                    + Objects.requireNonNullElse(e.getErrorDetail(), e.getMessage()));
        }
    }

    private List<ClientProfileRepresentation> profiles() {
        return new ArrayList<>(items(lists(() -> realm.session()
                .clientPolicy()
                .getClientProfiles(realm.realm(), false)
                .getProfiles())));
    }

    private List<ClientPolicyRepresentation> policies() {
        return new ArrayList<>(items(lists(() -> realm.session()
                .clientPolicy()
                .getClientPolicies(realm.realm(), false)
                .getPolicies())));
    }

    private void write(List<ClientProfileRepresentation> profiles, List<ClientPolicyRepresentation> policies) {
        ClientProfilesRepresentation allProfiles = new ClientProfilesRepresentation();
        allProfiles.setProfiles(profiles);
        ClientPoliciesRepresentation allPolicies = new ClientPoliciesRepresentation();
        allPolicies.setPolicies(policies);
        lists(() -> {
            realm.session().clientPolicy().updateClientProfiles(realm.realm(), allProfiles);
            realm.session().clientPolicy().updateClientPolicies(realm.realm(), allPolicies);
            return "";
        });
    }

    /** Whether a policy for all clients has an executor. */
    boolean isForAllClients(String executor) {
        return ClientExecutors.of(realm.session(), realm.realm()).isForAllClients(executor);
    }

    /** The names of all profiles with their executors, and of all policies, in words. */
    String describe() {
        return "profiles "
                + profiles().stream()
                        .map(profile -> profile.getName() + " " + executors(profile))
                        .toList()
                + ", policies "
                + policies().stream().map(ClientPolicyRepresentation::getName).toList();
    }

    /**
     * Adds executors for all clients.
     *
     * @return what undoing needs
     */
    Map<String, String> add(List<String> executors) {
        Map<String, String> undo = new LinkedHashMap<>();
        undo.put(EXECUTORS, String.join(",", executors));
        undo.put(HAD_PROFILES, Boolean.toString(realm.realm().getAttribute(PROFILES) != null));
        undo.put(HAD_POLICIES, Boolean.toString(realm.realm().getAttribute(POLICIES) != null));
        List<ClientProfileRepresentation> profiles = profiles();
        List<ClientPolicyRepresentation> policies = policies();
        ClientProfileRepresentation profile = new ClientProfileRepresentation();
        profile.setName(
                free(profiles.stream().map(ClientProfileRepresentation::getName).toList()));
        profile.setDescription("Checks second factor and access to apps whenever tokens are issued");
        profile.setExecutors(executors.stream().map(ClientPolicies::executor).toList());
        profiles.add(profile);
        ClientPolicyRepresentation policy = new ClientPolicyRepresentation();
        policy.setName(
                free(policies.stream().map(ClientPolicyRepresentation::getName).toList()));
        policy.setDescription("All clients");
        policy.setEnabled(true);
        policy.setConditions(List.of(anyClient()));
        policy.setProfiles(List.of(profile.getName()));
        policies.add(policy);
        write(profiles, policies);
        undo.put(PROFILE, profile.getName());
        undo.put(POLICY, policy.getName());
        return undo;
    }

    private static String free(List<String> taken) {
        String name = NAME;
        for (int number = 2; taken.contains(name); number++) {
            name = NAME + " " + number;
        }
        return name;
    }

    private static ClientPolicyExecutorRepresentation executor(String id) {
        ClientPolicyExecutorRepresentation executor = new ClientPolicyExecutorRepresentation();
        executor.setExecutorProviderId(id);
        executor.setConfiguration(JsonNodeFactory.instance.objectNode());
        return executor;
    }

    private static ClientPolicyConditionRepresentation anyClient() {
        ClientPolicyConditionRepresentation condition = new ClientPolicyConditionRepresentation();
        condition.setConditionProviderId(ANY_CLIENT);
        condition.setConfiguration(JsonNodeFactory.instance.objectNode());
        return condition;
    }

    /** Takes the executors out of the profile. A profile or policy to which somebody else has added something stays. */
    void undo(Map<String, String> undo) {
        List<String> added =
                COMMA.splitAsStream(undo.getOrDefault(EXECUTORS, "")).toList();
        String name = undo.getOrDefault(PROFILE, "");
        List<ClientProfileRepresentation> profiles = profiles();
        List<ClientPolicyRepresentation> policies = policies();
        Optional<ClientProfileRepresentation> profile =
                profiles.stream().filter(found -> name.equals(found.getName())).findFirst();
        profile.ifPresent(found -> found.setExecutors(items(found.getExecutors()).stream()
                .filter(executor -> !added.contains(executor.getExecutorProviderId()))
                .toList()));
        boolean isProfileLeft =
                profile.filter(found -> !items(found.getExecutors()).isEmpty()).isPresent();
        if (!isProfileLeft) {
            profiles.removeIf(found -> name.equals(found.getName()));
            policies.forEach(policy -> policy.setProfiles(items(policy.getProfiles()).stream()
                    .filter(used -> !used.equals(name))
                    .toList()));
            policies.removeIf(policy -> Objects.equals(policy.getName(), undo.get(POLICY))
                    && items(policy.getProfiles()).isEmpty());
        }
        write(profiles, policies);
        clear(PROFILES, profiles, undo.get(HAD_PROFILES));
        clear(POLICIES, policies, undo.get(HAD_POLICIES));
    }

    /** A realm that never had a list has no attribute for it. */
    private void clear(String attribute, List<?> list, @Nullable String had) {
        if (list.isEmpty() && "false".equals(had)) {
            realm.realm().removeAttribute(attribute);
        }
    }

    private static List<String> executors(ClientProfileRepresentation profile) {
        return items(profile.getExecutors()).stream()
                .map(ClientPolicyExecutorRepresentation::getExecutorProviderId)
                .toList();
    }

    private static <T> List<T> items(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
