package dev.gatehouse.admin.setup;

import dev.gatehouse.admin.flow.StepRole;
import dev.gatehouse.admin.setup.FlowTree.Config;
import dev.gatehouse.admin.setup.FlowTree.Step;
import dev.gatehouse.keycloak.config.SavedConfig;
import dev.gatehouse.keycloak.crypto.Sha256;
import dev.gatehouse.keycloak.json.PlainJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Reads, adds and removes flows of a realm, as a whole. */
record FlowStore(KeycloakSession session, RealmModel realm) {

    private static final String GATEHOUSE = "gatehouse";
    private static final int PRIORITIES = 10;

    /** What Keycloak's column holds. */
    private static final int LONGEST_ALIAS = 255;

    /** The flow with an id; empty if there is none. */
    Optional<AuthenticationFlowModel> byId(@Nullable String id) {
        return id == null || id.isEmpty() ? Optional.empty() : Optional.ofNullable(realm.getAuthenticationFlowById(id));
    }

    /** A flow with all that is in it. */
    FlowTree read(AuthenticationFlowModel flow) {
        return new FlowTree(
                flow.getAlias(),
                Objects.requireNonNullElse(flow.getDescription(), ""),
                flow.getProviderId(),
                realm.getAuthenticationExecutionsStream(flow.getId())
                        .map(this::read)
                        .toList());
    }

    private Step read(AuthenticationExecutionModel execution) {
        return new Step(
                Objects.requireNonNullElse(execution.getAuthenticator(), ""),
                execution.getRequirement(),
                Optional.ofNullable(execution.getAuthenticatorConfig())
                        .map(realm::getAuthenticatorConfigById)
                        .map(config -> new Config(
                                Objects.requireNonNullElse(config.getAlias(), ""),
                                SavedConfig.of(config).orElse(Map.of()))),
                execution.isAuthenticatorFlow() ? byId(execution.getFlowId()).map(this::read) : Optional.empty());
    }

    /** What an execution does; empty if it is not known. */
    Optional<StepRole> role(String provider) {
        return session.getKeycloakSessionFactory().getProviderFactory(Authenticator.class, provider)
                        instanceof ConditionalAuthenticatorFactory
                ? Optional.of(StepRole.CONDITION)
                : StepRole.of(provider);
    }

    /** A name for a copy of a flow, which no flow has yet. */
    String nameOfCopy(String alias) {
        String name = alias.startsWith(GATEHOUSE) ? alias : GATEHOUSE + " " + alias;
        return free(name);
    }

    private String free(String name) {
        String cut = name.substring(0, Math.min(name.length(), LONGEST_ALIAS - PRIORITIES));
        String free = cut;
        for (int number = 2; realm.getFlowByAlias(free) != null; number++) {
            free = cut + " " + number;
        }
        return free;
    }

    /**
     * Adds a flow at the top level, with all that is in it.
     *
     * @param alias its name, which no flow has yet
     * @return the flow
     */
    AuthenticationFlowModel add(FlowTree flow, String alias) {
        return add(flow, alias, new Names(alias, flow.alias()));
    }

    /** How the sub-flows and configurations of a copy are named: as Keycloak's own copies. */
    private record Names(String copy, String original) {

        String of(String alias) {
            String own = alias.startsWith(original + " ") ? alias.substring(original.length() + 1) : alias;
            return copy + " " + own;
        }
    }

    private AuthenticationFlowModel add(FlowTree flow, String alias, Names names) {
        AuthenticationFlowModel model = new AuthenticationFlowModel();
        model.setAlias(alias);
        model.setDescription(flow.description().isEmpty() ? null : flow.description());
        model.setProviderId(flow.type());
        model.setTopLevel(alias.equals(names.copy()));
        model.setBuiltIn(false);
        AuthenticationFlowModel added = realm.addAuthenticationFlow(model);
        int priority = 0;
        for (Step step : flow.steps()) {
            priority += PRIORITIES;
            add(step, added.getId(), priority, names);
        }
        return added;
    }

    private void add(Step step, String parent, int priority, Names names) {
        AuthenticationExecutionModel execution = new AuthenticationExecutionModel();
        execution.setParentFlow(parent);
        execution.setRequirement(step.requirement());
        execution.setPriority(priority);
        if (!step.provider().isEmpty()) {
            execution.setAuthenticator(step.provider());
        }
        step.flow().ifPresent(flow -> {
            execution.setAuthenticatorFlow(true);
            execution.setFlowId(add(flow, free(names.of(flow.alias())), names).getId());
        });
        step.config().ifPresent(config -> {
            AuthenticatorConfigModel model = new AuthenticatorConfigModel();
            model.setAlias(freeConfig(names.of(config.alias())));
            model.setConfig(new HashMap<>(config.values()));
            execution.setAuthenticatorConfig(realm.addAuthenticatorConfig(model).getId());
        });
        realm.addAuthenticatorExecution(execution);
    }

    /** An export refers to configurations by their names. */
    private String freeConfig(String name) {
        String cut = name.substring(0, Math.min(name.length(), LONGEST_ALIAS - PRIORITIES));
        String free = cut;
        for (int number = 2; realm.getAuthenticatorConfigByAlias(free) != null; number++) {
            free = cut + " " + number;
        }
        return free;
    }

    /** Whether something is bound to a flow. */
    boolean isBound(AuthenticationFlowModel flow) {
        return KeycloakModelUtils.isFlowUsed(session, realm, flow);
    }

    /** Removes a flow with all that is in it. */
    void remove(AuthenticationFlowModel flow) {
        List<AuthenticationExecutionModel> executions = new ArrayList<>(
                realm.getAuthenticationExecutionsStream(flow.getId()).toList());
        for (AuthenticationExecutionModel execution : executions) {
            Optional<AuthenticationFlowModel> inner =
                    execution.isAuthenticatorFlow() ? byId(execution.getFlowId()) : Optional.empty();
            Optional.ofNullable(execution.getAuthenticatorConfig())
                    .map(realm::getAuthenticatorConfigById)
                    .ifPresent(realm::removeAuthenticatorConfig);
            realm.removeAuthenticatorExecution(execution);
            inner.ifPresent(this::remove);
        }
        realm.removeAuthenticationFlow(flow);
    }

    /** What distinguishes the content of a flow from others, apart from the settings of Gatehouse's own executions. */
    String fingerprint(AuthenticationFlowModel flow) {
        return Sha256.hex(PlainJson.write(content(read(flow))));
    }

    private static List<Object> content(FlowTree flow) {
        List<Object> content = new ArrayList<>();
        for (Step step : flow.steps()) {
            boolean isOurs = step.provider().startsWith(GATEHOUSE);
            content.add(List.of(
                    step.provider(),
                    step.requirement().name(),
                    isOurs
                            ? Map.of()
                            : step.config()
                                    .map(config -> new TreeMap<>(config.values()))
                                    .orElseGet(TreeMap::new),
                    step.flow().map(FlowStore::content).orElse(List.of())));
        }
        return content;
    }
}
