package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.config.Setting;
import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import dev.gatehouse.keycloak.membership.Administrators;
import dev.gatehouse.keycloak.realm.BoundFlow;
import dev.gatehouse.keycloak.realm.FlowExecutions;
import dev.gatehouse.keycloak.settings.SettingsInForce;
import dev.gatehouse.mfa.enforcement.EnforcementScope;
import dev.gatehouse.mfa.enforcement.EnforcementStart;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowBindings;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Finds the settings of the MFA step. Each is the first of these that is set: at the execution itself, in the form of the gate, its
 * default. The mode has no default: it is that of the execution in the realm's browser flow, else the strictest at any execution of the
 * realm, else {@code off}. Where the mode is invalid and the one that was valid last can be read neither from this node's memory nor from the
 * database, it is {@code enforce} if the realm was noted to enforce, else at least {@code observe}.
 *
 * <p>What is said about the realm has the mode as it was saved. What is said about a user has the mode that reaches this user, see
 * {@link Rollout}.
 */
public record MfaSettingsResolver(KeycloakSession session, RealmModel realm) {

    private static final Set<String> STEPS = Set.of(AdaptiveMfaService.IN_BROWSER, AdaptiveMfaService.IN_DIRECT_GRANT);

    /** The settings of an execution of the MFA step. */
    public MfaSettings of(AuthenticationExecutionModel execution) {
        return merged(SettingsInForce.ofExecution(session, realm, execution));
    }

    /** The same for a login of a user; {@code null} if it is not known who signs in. */
    private MfaSettings of(AuthenticationExecutionModel execution, @Nullable UserModel user) {
        return reaching(user, of(execution));
    }

    /** The settings by which an execution of the MFA step decides about a login, those of the user's organizations included. */
    public MfaSettings deciding(AuthenticationExecutionModel execution, UserModel user) {
        return ofMember(of(execution, user), user);
    }

    /** The settings by which the gate decides about a login, those of the user's organizations included. */
    public MfaSettings deciding(AuthenticationSessionModel login, UserModel user) {
        return ofMember(of(login, user), user);
    }

    private MfaSettings ofMember(MfaSettings settings, UserModel user) {
        return switch (settings.mode()) {
            case OFF -> settings;
            case OBSERVE, ENFORCE -> {
                List<OrganizationSettings> own =
                        UserOrganizations.of(session, realm, user).settings();
                // Whoever manages an organization must not exempt those who manage the realm.
                yield own.isEmpty() || Administrators.includeByAnyRole(realm, user) ? settings : settings.ofMember(own);
            }
        };
    }

    /** The settings as they reach a user. */
    private MfaSettings reaching(@Nullable UserModel user, MfaSettings settings) {
        return switch (settings.scope(KeycloakClock.now())) {
            case NOBODY -> settings.observing();
            case PILOT ->
                user != null && settings.rollout().hasInPilot(session, realm, user) ? settings : settings.observing();
            case EVERYBODY -> settings;
        };
    }

    /** The settings for a login: those of the step in the client's own browser flow, if it has one, else {@link #ofGate(UserModel)}. */
    MfaSettings of(AuthenticationSessionModel login, UserModel user) {
        return reaching(user, saved(login));
    }

    /** The same as they were saved, whomever they reach. */
    MfaSettings saved(AuthenticationSessionModel login) {
        Map<String, String> own = login.getClient().getAuthenticationFlowBindingOverrides();
        String flowId = own == null ? null : own.get(AuthenticationFlowBindings.BROWSER_BINDING);
        return step(flowId == null || flowId.isEmpty() ? null : realm.getAuthenticationFlowById(flowId))
                .map(this::of)
                .orElseGet(this::ofRealm);
    }

    /**
     * The settings wherever a login or a session is not in an execution of the step: at the gate, at the token endpoint, at a change of
     * factors. They are those of the step in the realm's browser flow; without that step, those of the gate's form.
     */
    MfaSettings ofGate(UserModel user) {
        return reaching(user, ofRealm());
    }

    /** The same as they were saved, whomever they reach. */
    public MfaSettings ofRealm() {
        return merged(ownOfBrowserFlow());
    }

    /**
     * The settings in the flow after the login of an identity provider; empty if it has no such flow, or no step in it.
     *
     * @param alias the provider, which may no longer exist
     * @param user who signs in
     */
    Optional<MfaSettings> ofPostLoginFlow(String alias, UserModel user) {
        IdentityProviderModel provider = session.identityProviders().getByAlias(alias);
        String flowId = provider == null ? null : provider.getPostBrokerLoginFlowId();
        return step(flowId == null ? null : realm.getAuthenticationFlowById(flowId))
                .map(step -> of(step, user));
    }

    /** The MFA step in the realm's browser flow; empty if there is none. */
    Optional<AuthenticationExecutionModel> executionOfBrowserFlow() {
        return step(realm.getBrowserFlow());
    }

    /**
     * Whether an enabled MFA step enforces in the flow that an execution belongs to, be it in a sub-flow.
     *
     * @param user who signs in; {@code null} if that is not known
     */
    public boolean isEnforcedAround(AuthenticationExecutionModel execution, @Nullable UserModel user) {
        return FlowExecutions.enabled(realm, topFlow(execution.getParentFlow()))
                .filter(AuthenticationExecutionModel::isRequired)
                .filter(MfaSettingsResolver::isStep)
                .map(step -> of(step, user))
                .anyMatch(settings -> settings.mode() == MfaMode.ENFORCE);
    }

    /** Whether an enabled MFA step enforces for a user in any flow that logins run through. Reads all clients and providers. */
    boolean isEnforcedAnywhere(UserModel user) {
        return BoundFlow.of(session, realm).stream()
                .map(bound -> bound.flow().getId())
                .distinct()
                .flatMap(flow -> FlowExecutions.enabled(realm, flow))
                .filter(MfaSettingsResolver::isStep)
                .map(step -> of(step, user))
                .anyMatch(settings -> settings.mode() == MfaMode.ENFORCE);
    }

    /**
     * Whether the mode of the realm was decided by anybody: it is set in the form of the gate, or an execution of the step has settings. If
     * not, it is {@code off}.
     */
    public boolean isModeDecided() {
        SettingsInForce gate = SettingsInForce.ofAction(session, realm, GatehouseRequiredActions.GATE);
        return MfaSettings.MODE.isSet(gate.texts())
                || MfaSettings.MODE.isSet(gate.saved())
                || isModeUnknown(gate)
                || executions().anyMatch(SettingsInForce::isSaved);
    }

    private String topFlow(String flow) {
        AuthenticationExecutionModel around = realm.getAuthenticationExecutionByFlowId(flow);
        return around == null ? flow : topFlow(around.getParentFlow());
    }

    private Optional<AuthenticationExecutionModel> step(@Nullable AuthenticationFlowModel flow) {
        return Optional.ofNullable(flow).flatMap(top -> FlowExecutions.enabled(realm, top.getId())
                .filter(execution -> AdaptiveMfaService.IN_BROWSER.equals(execution.getAuthenticator()))
                .findFirst());
    }

    private SettingsInForce ownOfBrowserFlow() {
        return executionOfBrowserFlow()
                .map(execution -> SettingsInForce.ofExecution(session, realm, execution))
                .orElse(SettingsInForce.NOTHING);
    }

    private MfaSettings merged(SettingsInForce own) {
        SettingsInForce gate = SettingsInForce.ofAction(session, realm, GatehouseRequiredActions.GATE);
        boolean hasMode = MfaSettings.MODE.isSet(own.texts()) || MfaSettings.MODE.isSet(gate.texts());
        return withKnownRollout(hasMode ? MergedInRequest.get(this, own, gate) : merged(own, gate), gate);
    }

    /** Settings that were merged in this request, where they are needed some five times. Both sources stay the same until they change. */
    private record MergedInRequest(SettingsInForce own, SettingsInForce gate, MfaSettings settings) {

        @SuppressWarnings("ReferenceEquality") // to compare the texts would cost as much as to merge them
        static MfaSettings get(MfaSettingsResolver resolver, SettingsInForce own, SettingsInForce gate) {
            String attribute = "gatehouse.mfa-settings " + resolver.realm().getId();
            MergedInRequest known = resolver.session().getAttribute(attribute, MergedInRequest.class);
            if (known != null && known.own() == own && known.gate() == gate) {
                return known.settings();
            }
            MfaSettings merged = resolver.merged(own, gate);
            resolver.session().setAttribute(attribute, new MergedInRequest(own, gate, merged));
            return merged;
        }
    }

    private MfaSettings merged(SettingsInForce own, SettingsInForce gate) {
        Map<String, String> texts = new HashMap<>();
        MfaSettings.ALL.forEach(setting -> copy(setting, gate.texts(), texts));
        MfaSettings.FORMER.forEach(setting -> copy(setting, gate.texts(), texts));
        if (MfaSettings.CODE_LIFETIME.isSet(own.texts())) {
            texts.remove(MfaSettings.CODE_MINUTES.key());
        }
        texts.putAll(own.texts());
        texts.computeIfAbsent(
                MfaSettings.MODE.key(), missing -> modeElsewhere(own, gate).configName());
        MfaSettings settings =
                own.isComplete() && gate.isComplete() ? MfaSettings.parse(texts) : MfaSettings.parseIncomplete(texts);
        return settings;
    }

    /**
     * The settings if the roll-out can be told. A time that is invalid and was never valid, or a pilot that does not exist, leaves it as it
     * was: nobody is challenged who was not, and nobody is let in who was challenged.
     */
    private MfaSettings withKnownRollout(MfaSettings settings, SettingsInForce gate) {
        boolean isTimeLost =
                MfaSettings.ENFORCE_FROM.isSet(gate.saved()) && !MfaSettings.ENFORCE_FROM.isSet(gate.texts());
        boolean isPilotEmpty = MfaSettings.PILOT.isSet(gate.texts())
                && settings.rollout().pilot().isEmpty();
        boolean isLost = isTimeLost || isPilotEmpty || settings.rollout().isPilotGone(session, realm);
        if (settings.isLenient() || !isLost) {
            return settings;
        }
        boolean wasForEverybody = new EnforcementStart(session, realm).noted() == EnforcementScope.EVERYBODY;
        if (wasForEverybody) {
            return settings.withRollout(settings.rollout().forEverybody());
        }
        return isTimeLost || isPilotEmpty
                ? settings.withRollout(settings.rollout().notForEverybody())
                : settings;
    }

    private static void copy(Setting<?> setting, Map<String, String> from, Map<String, String> to) {
        if (setting.isSet(from)) {
            to.put(setting.key(), from.get(setting.key()));
        }
    }

    /** The mode where neither the execution nor the gate has one that is valid. */
    private MfaMode modeElsewhere(SettingsInForce own, SettingsInForce gate) {
        MfaMode elsewhere = ownMode(own).or(() -> ownMode(ownOfBrowserFlow())).orElseGet(this::strictestMode);
        if (!isModeUnknown(own) && !isModeUnknown(gate)) {
            return elsewhere;
        }
        // Nobody is let in unprotected because of a typing error, and nobody is challenged where nobody was.
        boolean isEnforced =
                switch (new EnforcementStart(session, realm).noted()) {
                    case NOBODY -> false;
                    // Without its names, everybody would be taken for its members.
                    case PILOT -> MfaSettings.PILOT.isSet(gate.texts());
                    case EVERYBODY -> true;
                };
        MfaMode noted = isEnforced ? MfaMode.ENFORCE : MfaMode.OBSERVE;
        return Stream.of(elsewhere, noted).max(Comparator.naturalOrder()).orElse(noted);
    }

    /** Whether a mode was saved that is invalid or gone, and it cannot be read which one was valid before. */
    private static boolean isModeUnknown(SettingsInForce settings) {
        return !settings.isComplete()
                && !MfaSettings.MODE.isSet(settings.texts())
                && (settings.saved().isEmpty() || MfaSettings.MODE.isSet(settings.saved()));
    }

    private MfaMode strictestMode() {
        return executions()
                .map(MfaSettingsResolver::ownMode)
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .orElse(MfaMode.OFF);
    }

    /** What is saved at the enabled executions of the step, be their flow bound or not. */
    private Stream<SettingsInForce> executions() {
        return realm.getAuthenticationFlowsStream()
                .filter(AuthenticationFlowModel::isTopLevel)
                .flatMap(flow -> FlowExecutions.enabled(realm, flow.getId()))
                .filter(MfaSettingsResolver::isStep)
                .map(execution -> SettingsInForce.ofExecution(session, realm, execution));
    }

    /** Whether an execution is the MFA step, in a browser flow or in a direct grant. */
    public static boolean isStep(AuthenticationExecutionModel execution) {
        return execution.getAuthenticator() != null && STEPS.contains(execution.getAuthenticator());
    }

    /** The mode that was saved at an execution. Before the gate had these settings, it was {@code enforce} unless another was saved. */
    private static Optional<MfaMode> ownMode(SettingsInForce own) {
        if (MfaSettings.MODE.isSet(own.texts())) {
            return Optional.of(MfaSettings.MODE.read(own.texts()));
        }
        String saved = own.saved().get(MfaSettings.MODE.key());
        boolean hasNoMode = saved == null || saved.isBlank();
        return hasNoMode && own.isSaved() ? Optional.of(MfaMode.ENFORCE) : Optional.empty();
    }
}
