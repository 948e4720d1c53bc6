package dev.gatehouse.admin.setup;

import dev.gatehouse.admin.flow.SetupStepId;
import dev.gatehouse.admin.flow.StepRole;
import dev.gatehouse.admin.setup.Binding.Place;
import dev.gatehouse.keycloak.config.SavedConfig;
import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import dev.gatehouse.keycloak.membership.RoleOrGroupMatcher;
import dev.gatehouse.keycloak.realm.FlowExecutions;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.mfa.decision.MfaMode;
import dev.gatehouse.mfa.decision.MfaSettingsResolver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.IdentityProviderQuery;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;

/** Compares a realm with what set-up makes of it. It changes nothing; the changes of its plan do, once they are applied. */
final class Planner {

    private static final List<String> USUALLY_PRIVILEGED = List.of("owner", "admin", "supervisor");

    /** Not one name: an empty text would mean the default. */
    private static final String MODE = "mode";

    /** The choice that leaves the mode to the executions. */
    private static final String OF_FLOW = "flow";

    private static final String NOBODY = Constants.CFG_DELIMITER;

    private static final String POST_LOGIN = "gatehouse post login";
    private static final String RESET = "gatehouse reset";

    private final Realm realm;
    private final SetupOptions options;
    private final List<AppliedStep> applied;
    private final Counts counts;
    private final BoundFlows boundFlows;
    private final RequiredActions actions;
    private final ClientPolicies policies;
    private final RealmOptions realmOptions;
    private final Map<String, String> stepSettings;
    private final MfaSettingsResolver resolver;
    private final List<Binding> bindings = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<String> questions = new ArrayList<>();
    private final List<String> state = new ArrayList<>();

    /** The copies that this plan has added, by what they are copies of. */
    private final Map<String, String> added = new HashMap<>();

    private Planner(Realm realm, SetupOptions options, List<AppliedStep> applied) {
        this.realm = realm;
        this.options = options;
        this.applied = List.copyOf(applied);
        this.counts = new Counts(realm.session());
        this.boundFlows = new BoundFlows(realm);
        this.actions = new RequiredActions(realm);
        this.policies = new ClientPolicies(realm);
        this.realmOptions = new RealmOptions(realm);
        this.stepSettings = settingsOfStep(realm.realm());
        this.resolver = new MfaSettingsResolver(realm.session(), realm.realm());
    }

    /**
     * The plan for a realm as it is now.
     *
     * @param kept what was applied to it
     */
    static Plan plan(Realm realm, SetupOptions options, SetupTable.Kept kept) {
        Planner planner = new Planner(realm, options, kept.steps());
        planner.flows();
        planner.providers();
        planner.clientPolicy();
        planner.options();
        planner.appAccess();
        planner.gate();
        planner.settings();
        return Plan.of(planner.changes, planner.questions, options, kept.revision(), planner.state);
    }

    /** The settings of a new MFA step: those of the step that is in force, so that all have the same mode; empty for those of the gate. */
    private static Map<String, String> settingsOfStep(RealmModel realm) {
        return Stream.of(realm.getBrowserFlow(), realm.getDirectGrantFlow())
                .flatMap(flow -> Optional.ofNullable(flow).stream())
                .flatMap(flow -> FlowExecutions.enabled(realm, flow.getId()))
                .filter(MfaSettingsResolver::isStep)
                .flatMap(execution -> SavedConfig.of(realm, execution).stream())
                .findFirst()
                .orElse(Map.of());
    }

    private void flows() {
        RealmModel model = realm.realm();
        flow(SetupStepId.BROWSER_FLOW, FlowKind.BROWSER, Binding.ofRealm(Place.REALM_BROWSER), "browser flow", true);
        flow(
                SetupStepId.DIRECT_GRANT_FLOW,
                FlowKind.DIRECT_GRANT,
                Binding.ofRealm(Place.REALM_DIRECT_GRANT),
                "direct grant flow",
                true);
        flow(
                SetupStepId.FIRST_LOGIN_FLOW,
                FlowKind.FIRST_LOGIN,
                Binding.ofRealm(Place.REALM_FIRST_LOGIN),
                "first broker login flow",
                false);
        model.getClientsStream()
                .filter(ClientModel::isEnabled)
                .sorted((one, other) -> one.getClientId().compareTo(other.getClientId()))
                .forEach(client -> {
                    String target = SetupStepId.of(
                            SetupStepId.CLIENT_FLOW, SetupStepId.target(client.getClientId(), client.getId()));
                    flow(
                            target + ".browser",
                            FlowKind.BROWSER,
                            new Binding(Place.CLIENT_BROWSER, client.getId()),
                            "browser flow of the client " + client.getClientId(),
                            false);
                    flow(
                            target + ".direct-grant",
                            FlowKind.DIRECT_GRANT,
                            new Binding(Place.CLIENT_DIRECT_GRANT, client.getId()),
                            "direct grant flow of the client " + client.getClientId(),
                            false);
                });
    }

    /**
     * Plans a flow that is bound.
     *
     * @param isNeeded whether logins of the realm depend on the step in it
     */
    private void flow(String id, FlowKind kind, Binding binding, String where, boolean isNeeded) {
        bindings.add(binding);
        Optional<AuthenticationFlowModel> bound =
                binding.flow(realm.session(), realm.realm()).flatMap(realm.flows()::byId);
        bound.ifPresent(flow -> flow(id, kind, binding, where, isNeeded, flow));
    }

    private void flow(
            String id, FlowKind kind, Binding binding, String where, boolean isNeeded, AuthenticationFlowModel flow) {
        FlowTree tree = realm.flows().read(flow);
        note(where, flow, tree);
        FlowPlanner.Planned planned = new FlowPlanner(kind, this::role, stepSettings).plan(tree);
        planned.unknown()
                .forEach(provider -> ask("In the " + where + " “" + flow.getAlias() + "”, the execution "
                        + provider + " is not known. Say with the option step." + provider
                        + " whether it verifies a password (password), asks for a second factor"
                        + " (factor), or neither (other)."));
        if (isNeeded && !planned.hasStep() && planned.unknown().isEmpty()) {
            ask("The " + where + " “" + flow.getAlias()
                    + "” verifies no password that is known, so there is no place for "
                    + "the MFA step. Put the step into it as the admin guide says, then plan again.");
        }
        if (planned.flow().equals(tree) || !planned.unknown().isEmpty()) {
            return;
        }
        changes.add(new Change(
                new SetupStep(
                        id,
                        "Binds a copy of the flow “" + flow.getAlias() + "” that has the MFA step behind the password",
                        where,
                        tree.outline(),
                        planned.flow().outline(),
                        effect(kind, planned)),
                UndoKind.FLOW,
                () -> boundFlows.bind(binding, copy(kind, flow, planned.flow()), true)));
    }

    /** One copy for all places where the same flow is bound. */
    private AuthenticationFlowModel copy(FlowKind kind, AuthenticationFlowModel flow, FlowTree planned) {
        String key = kind.step() + " " + kind + " " + flow.getId();
        Optional<AuthenticationFlowModel> earlier = realm.flows().byId(added.get(key));
        if (earlier.isPresent()) {
            return earlier.get();
        }
        AuthenticationFlowModel copy = realm.flows().add(planned, realm.flows().nameOfCopy(flow.getAlias()));
        added.put(key, copy.getId());
        return copy;
    }

    private String effect(FlowKind kind, FlowPlanner.Planned planned) {
        List<String> sentences = new ArrayList<>();
        switch (kind) {
            case BROWSER -> {
                sentences.add("Sessions that exist go on: " + counts.sessions(realm) + ".");
                long withApp = counts.withApp(realm);
                sentences.add("Users with an authenticator app enter its code as before while the mode is observe,"
                        + " and only for suspicious logins once it is enforce: " + withApp + ".");
                sentences.add(
                        "Users without an email address could not be sent a code: " + counts.withoutEmail(realm) + ".");
            }
            case DIRECT_GRANT ->
                sentences.add("Clients that may use direct grants must be able to handle mfa_required once the "
                        + "mode is enforce: " + String.join(", ", counts.directGrantClients(realm)) + ".");
            case FIRST_LOGIN ->
                sentences.add(
                        "Users who link a provider to an existing account by its password pass the MFA step, too.");
            case POST_LOGIN ->
                sentences.add(
                        "Logins through the provider pass the MFA step, too. Its mode is " + modeOfNewSteps() + ".");
        }
        if (!planned.unexplained().isEmpty()) {
            sentences.add("What these executions do is not known, and they stay as they are: "
                    + String.join(", ", planned.unexplained())
                    + ". If one of them asks for a second factor, users may be"
                    + " asked twice once the mode is enforce: say so with the option step.PROVIDER=factor.");
        }
        if (!planned.levels().isEmpty()) {
            sentences.add("These sub-flows are for apps that demand a level of authentication, and stay as they are: "
                    + String.join(", ", planned.levels()) + ".");
        }
        return String.join(" ", sentences);
    }

    private Optional<StepRole> role(String provider) {
        return realm.flows()
                .role(provider)
                .or(() -> Optional.ofNullable(options.roles().get(provider)));
    }

    private void providers() {
        List<IdentityProviderModel> providers = realm.session()
                .identityProviders()
                .getAllStream(IdentityProviderQuery.userAuthentication())
                .filter(provider -> provider.isEnabled() && !Boolean.TRUE.equals(provider.isLinkOnly()))
                .sorted((one, other) -> one.getAlias().compareTo(other.getAlias()))
                .toList();
        for (IdentityProviderModel provider : providers) {
            String target = SetupStepId.target(provider.getAlias(), provider.getInternalId());
            Binding postLogin = new Binding(Place.PROVIDER_POST_LOGIN, provider.getAlias());
            String where = "flow after logins through the provider " + provider.getAlias();
            String id = SetupStepId.of(SetupStepId.POST_LOGIN_FLOW, target);
            if (postLogin
                    .flow(realm.session(), realm.realm())
                    .flatMap(realm.flows()::byId)
                    .isPresent()) {
                flow(id, FlowKind.POST_LOGIN, postLogin, where, false);
            } else {
                bindings.add(postLogin);
                changes.add(newPostLoginFlow(id, postLogin, where));
            }
            flow(
                    SetupStepId.of(SetupStepId.FIRST_LOGIN_FLOW, target),
                    FlowKind.FIRST_LOGIN,
                    new Binding(Place.PROVIDER_FIRST_LOGIN, provider.getAlias()),
                    "first login flow of the provider " + provider.getAlias(),
                    false);
        }
    }

    private Change newPostLoginFlow(String id, Binding binding, String where) {
        FlowTree empty = FlowTree.of(POST_LOGIN, "The MFA step after a login through an identity provider", List.of());
        FlowPlanner.Planned planned = new FlowPlanner(FlowKind.POST_LOGIN, this::role, stepSettings).plan(empty);
        return new Change(
                new SetupStep(
                        id,
                        "Binds a flow with the MFA step, which runs after each login through the provider",
                        where,
                        "",
                        planned.flow().outline(),
                        effect(FlowKind.POST_LOGIN, planned)),
                UndoKind.FLOW,
                () -> {
                    AuthenticationFlowModel flow = postLoginFlow(planned.flow());
                    boolean isOurs = flow.getId().equals(added.get(POST_LOGIN)) || BoundFlows.isAddedBy(applied, flow);
                    return boundFlows.bind(binding, flow, isOurs);
                });
    }

    /**
     * One flow for all providers; also one of this name that was there before, if it has nothing but the step: from an earlier plan, or made
     * by an administrator.
     */
    private AuthenticationFlowModel postLoginFlow(FlowTree planned) {
        FlowStore flows = realm.flows();
        Optional<AuthenticationFlowModel> earlier = flows.byId(added.get(POST_LOGIN))
                .or(() -> Optional.ofNullable(realm.realm().getFlowByAlias(POST_LOGIN))
                        .filter(flow -> flows.read(flow).executions().toList().size() == 1
                                && flows.read(flow).has(FlowKind.POST_LOGIN.step())));
        if (earlier.isPresent()) {
            return earlier.get();
        }
        AuthenticationFlowModel flow = flows.add(planned, flows.nameOfCopy(POST_LOGIN));
        added.put(POST_LOGIN, flow.getId());
        return flow;
    }

    private void clientPolicy() {
        String before = policies.describe();
        state.add(before);
        List<String> missing = new ArrayList<>();
        if (!policies.isForAllClients(GatehouseRequiredActions.GATE)) {
            missing.add(GatehouseRequiredActions.GATE);
        }
        boolean usesAppAccess =
                !options.apps().isEmpty() || GatehouseRealm.of(realm.realm()).isAppAccessEnabled();
        if (usesAppAccess && !policies.isForAllClients(GatehouseRequiredActions.APP_ACCESS)) {
            missing.add(GatehouseRequiredActions.APP_ACCESS);
        }
        if (!missing.isEmpty()) {
            changes.add(new Change(
                    new SetupStep(
                            SetupStepId.CLIENT_POLICY,
                            "Appends a client profile with " + String.join(" and ", missing)
                                    + ", and a policy for all clients",
                            "client policies",
                            before,
                            before + ", and the new ones",
                            "Tokens that are issued without a login are checked, too."),
                    UndoKind.POLICY,
                    () -> policies.add(missing)));
        }
    }

    private void options() {
        recovery();
        state.add(realmOptions.passwordPolicy());
        state.add(realmOptions.themes());
        if (options.passwordRules() && !realmOptions.usesPasswordRules()) {
            if (realmOptions.hasPasswordRules()) {
                changes.add(new Change(
                        new SetupStep(
                                SetupStepId.PASSWORD_RULES,
                                "Appends Gatehouse’s password rules with the list of common passwords",
                                "password policy",
                                realmOptions.passwordPolicy(),
                                RealmOptions.PASSWORD_RULES + "(" + RealmOptions.RULES + ")",
                                "New passwords must follow them; passwords that exist go on."),
                        UndoKind.PASSWORD,
                        realmOptions::addPasswordRules));
            } else {
                ask("The password rules are not installed: gatehouse-password-policy.jar is missing.");
            }
        }
        if (options.themes() && !realmOptions.usesThemes()) {
            if (realmOptions.hasThemes()) {
                changes.add(new Change(
                        new SetupStep(
                                SetupStepId.THEMES,
                                "Chooses Gatehouse’s themes for logins and emails, and for the Admin Console, which gets a link to Gatehouse’s page",
                                "themes",
                                realmOptions.themes(),
                                realmOptions.themesAfter(),
                                "Pages and emails look different."),
                        UndoKind.THEME,
                        realmOptions::chooseThemes));
            } else {
                ask("The themes are not installed: gatehouse-themes.jar is missing.");
            }
        }
        if (options.amr() && !realmOptions.hasAmr()) {
            changes.add(new Change(
                    new SetupStep(
                            SetupStepId.AMR,
                            "Adds a default client scope that writes amr into tokens",
                            "client scopes",
                            "",
                            RealmOptions.SCOPE,
                            "Access and ID tokens of all apps say how the login was secured."),
                    UndoKind.SCOPE,
                    realmOptions::addAmr));
        }
    }

    private void recovery() {
        Binding binding = Binding.ofRealm(Place.REALM_RESET);
        Optional<AuthenticationFlowModel> bound =
                binding.flow(realm.session(), realm.realm()).flatMap(realm.flows()::byId);
        String before = bound.map(flow -> realm.flows().read(flow).outline()).orElse("");
        state.add(before);
        if (!options.recovery()
                || GatehouseRealm.of(realm.realm()).recoveryExecution().isPresent()) {
            return;
        }
        FlowTree flow =
                FlowTree.of(RESET, "Forgotten passwords", List.of(FlowTree.Step.required(GatehouseRealm.RECOVERY)));
        changes.add(new Change(
                new SetupStep(
                        SetupStepId.RECOVERY,
                        "Binds a flow with Gatehouse’s recovery",
                        "reset credentials flow",
                        before,
                        flow.outline(),
                        "Forgotten passwords are reset by Gatehouse’s emails and pages, and users confirm a change of "
                                + "the password by email."
                                + (realm.realm().isResetPasswordAllowed()
                                        ? ""
                                        : " The realm does not allow resets, so nobody sees it until it does.")),
                UndoKind.FLOW,
                () -> boundFlows.bind(
                        binding, realm.flows().add(flow, realm.flows().nameOfCopy(RESET)), true)));
    }

    private void appAccess() {
        String alias = GatehouseRequiredActions.APP_ACCESS;
        state.add(actions.describe(alias));
        if (options.apps().isEmpty() || actions.isInForce(alias)) {
            return;
        }
        Map<String, String> before = actions.config(alias);
        options.apps().stream()
                .filter(app -> realm.realm().getClientByClientId(app) == null)
                .forEach(app -> ask("There is no client " + app + "."));
        askForUnknown(options.people());
        Map<String, String> settings =
                new TreeMap<>(Map.of("apps", joined(options.apps()), "people", joined(options.people())));
        changes.add(new Change(
                new SetupStep(
                        SetupStepId.APP_ACCESS,
                        "Registers, configures and enables the access to apps",
                        "required action " + alias,
                        actions.describe(alias),
                        "enabled, settings " + settings,
                        "Only " + String.join(", ", options.people()) + " can enter "
                                + String.join(", ", options.apps()) + ", from the next login on."),
                UndoKind.ACTION,
                () -> actions.putInForce(
                        alias,
                        "Gatehouse: access to apps",
                        before.isEmpty() ? settings : before,
                        GatehouseRequiredActions.GATE)));
    }

    private void gate() {
        String alias = GatehouseRequiredActions.GATE;
        state.add(actions.describe(alias));
        state.add(realm.realm()
                .getRequiredActionProvidersStream()
                .filter(RequiredActionProviderModel::isEnabled)
                .map(RequiredActionProviderModel::getAlias)
                .toList()
                .toString());
        askForUnknown(options.privileged());
        Map<String, String> before = actions.config(alias);
        Map<String, String> settings = gateSettings();
        if (actions.isInForce(alias)
                && actions.isFirst(alias, GatehouseRequiredActions.APP_ACCESS)
                && settings.equals(before)) {
            return;
        }
        changes.add(new Change(
                new SetupStep(
                        SetupStepId.GATE,
                        "Registers and configures the gate, puts it before all other required actions, and enables it",
                        "required action " + alias,
                        actions.describe(alias),
                        "enabled, first, settings " + settings,
                        "The mode is " + modeOfNewSteps() + "." + otherModes()
                                + " The gate covers logins that bypass the flows, once the mode is enforce."
                                + (GatehouseRealm.of(realm.realm()).hasMailServer()
                                        ? ""
                                        : " The realm has no mail server, so no code can be sent until it has one.")),
                UndoKind.ACTION,
                () -> actions.putInForce(alias, "Gatehouse: gate", settings, GatehouseRequiredActions.APP_ACCESS)));
    }

    /** The mode of the steps that the plan adds. */
    private String modeOfNewSteps() {
        Map<String, String> gate = gateSettings();
        return Stream.of(stepSettings, gate)
                .map(settings -> settings.getOrDefault(MODE, ""))
                .filter(mode -> !mode.isBlank() && !mode.equals(OF_FLOW))
                .findFirst()
                .orElseGet(() -> stepSettings.isEmpty() ? modeElsewhere() : MfaMode.ENFORCE.configName());
    }

    /** The mode where neither the gate nor a new step has one. */
    private String modeElsewhere() {
        return resolver.ofRealm().mode().configName();
    }

    /** The flows in which an execution has settings of its own with another mode than the steps that the plan adds. */
    private String otherModes() {
        String mode = modeOfNewSteps();
        String others = bindings.stream()
                .flatMap(binding -> binding.flow(realm.session(), realm.realm()).stream())
                .distinct()
                .flatMap(flow -> realm.flows().byId(flow).stream())
                .flatMap(flow -> FlowExecutions.enabled(realm.realm(), flow.getId())
                        .filter(MfaSettingsResolver::isStep)
                        .filter(execution ->
                                SavedConfig.of(realm.realm(), execution).isPresent())
                        .map(execution -> resolver.of(execution).mode().configName())
                        .filter(own -> !own.equals(mode))
                        .map(own -> "“" + flow.getAlias() + "” (" + own + ")"))
                .distinct()
                .collect(Collectors.joining(", "));
        return others.isEmpty() ? "" : " Steps with settings of their own keep their mode: " + others + ".";
    }

    /** The settings of the gate: those that it has, or new ones. At first it only observes, unless somebody has chosen a mode. */
    private Map<String, String> gateSettings() {
        Map<String, String> settings = new TreeMap<>(actions.config(GatehouseRequiredActions.GATE));
        boolean isNew = settings.isEmpty();
        boolean isGateEnabled = GatehouseRealm.of(realm.realm()).isGateEnabled();
        // A gate that is enabled may follow an execution already; nothing is weakened.
        boolean isToObserve = (isNew && !isGateEnabled) ? stepSettings.isEmpty() : !resolver.isModeDecided();
        if (isToObserve) {
            settings.put(MODE, MfaMode.OBSERVE.configName());
        }
        if (isNew) {
            List<String> names = options.privileged().isEmpty()
                    ? USUALLY_PRIVILEGED.stream()
                            .filter(role -> realm.realm().getRole(role) != null)
                            .toList()
                    : options.privileged();
            settings.put("privileged", names.isEmpty() ? NOBODY : joined(names));
        }
        return settings;
    }

    private void settings() {
        ExecutionSettings own = new ExecutionSettings(realm, List.copyOf(bindings));
        boolean areStepsAdded = changes.stream().anyMatch(change -> change.kind() == UndoKind.FLOW);
        Map<String, String> movable =
                own.movable(ExecutionSettings.set(gateSettings()), areStepsAdded ? List.of(stepSettings) : List.of());
        state.add(movable.toString());
        if (movable.isEmpty()) {
            return;
        }
        changes.add(new Change(
                new SetupStep(
                        SetupStepId.SETTINGS,
                        "Moves the settings that all executions of the MFA step agree on into the form of the gate",
                        "settings",
                        "executions with settings of their own: " + own.count(),
                        "at the gate: " + movable,
                        "No login is decided otherwise. From now on one form changes the settings of all flows;"
                                + " settings in which executions differ stay there."),
                UndoKind.SETTINGS,
                own::move));
    }

    private void askForUnknown(List<String> names) {
        RoleOrGroupMatcher.unknownNames(realm.session(), realm.realm(), names)
                .forEach(name -> ask("The options name " + name + ", which is neither a role nor a group."));
    }

    private static String joined(List<String> names) {
        return String.join(Constants.CFG_DELIMITER, names);
    }

    private void ask(String question) {
        if (!questions.contains(question)) {
            questions.add(question);
        }
    }

    /** Takes note of a flow, so that another plan has another hash once it is changed. */
    private void note(String where, AuthenticationFlowModel flow, FlowTree tree) {
        state.add(where + " " + flow.getId() + " " + realm.flows().fingerprint(flow) + " " + tree.outline());
    }
}
