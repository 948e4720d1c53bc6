package dev.gatehouse.admin.doctor;

import dev.gatehouse.admin.flow.SetupStepId;
import dev.gatehouse.keycloak.realm.BoundFlow;
import dev.gatehouse.keycloak.realm.BoundFlow.Use;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.mfa.decision.AdaptiveMfaService;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.IdentityProviderQuery;

/** Checks of the flows that logins run through. */
final class FlowChecks {

    private static final String IN_BROWSER = AdaptiveMfaService.IN_BROWSER;
    private static final String IN_DIRECT_GRANT = AdaptiveMfaService.IN_DIRECT_GRANT;

    static final List<Check> ALL = List.of(
            Check.of("browser-flow-unbound", Severity.HOLE, "browser-flow", FlowChecks::unboundBrowserFlow),
            Check.of("browser-step-missing", Severity.HOLE, "browser-flow", FlowChecks::missingBrowserStep),
            Check.of("step-disabled", Severity.HOLE, "browser-flow", FlowChecks::disabledSteps),
            Check.of("step-not-behind-password", Severity.HOLE, "browser-flow", FlowChecks::passwordsBeforeStep),
            Check.of("required-beside-alternative", Severity.HOLE, "browser-flow", FlowChecks::mixedLevels),
            Check.of("stock-factor-beside-step", Severity.RISK, "browser-flow", FlowChecks::stockFactors),
            Check.of("session-limit-behind-step", Severity.RISK, "browser-flow", FlowChecks::lateSessionLimits),
            Check.of(
                    "direct-grant-step-missing",
                    Severity.RISK,
                    "direct-grant-flow",
                    FlowChecks::missingDirectGrantStep),
            Check.of("client-flow-without-step", Severity.RISK, "client-flow", FlowChecks::clientFlows),
            Check.of("provider-without-step", Severity.RISK, "post-login-flow", FlowChecks::providers),
            Check.of("reset-flow-stock", Severity.NOTE, "recovery", FlowChecks::stockResetFlow));

    private FlowChecks() {}

    /** A bound flow and the step that it must have. */
    private record Expected(AuthenticationFlowModel flow, String step) {

        FlowNode tree(Examination examination) {
            return examination.tree(flow);
        }

        Fault fault(String... more) {
            String[] arguments =
                    Stream.concat(Stream.of(flow.getAlias()), Stream.of(more)).toArray(String[]::new);
            return Fault.at(Examination.flow(flow), ConsolePage.flow(flow), arguments);
        }
    }

    /** The flows in which a user enters a password, each once. */
    private static Stream<Expected> loginFlows(Examination examination) {
        Stream<Expected> browser =
                examination.bound(Use.BROWSER, Use.CLIENT_BROWSER).map(bound -> new Expected(bound.flow(), IN_BROWSER));
        Stream<Expected> directGrant = examination
                .bound(Use.DIRECT_GRANT, Use.CLIENT_DIRECT_GRANT)
                .map(bound -> new Expected(bound.flow(), IN_DIRECT_GRANT));
        Set<String> seen = new HashSet<>();
        return Stream.concat(browser, directGrant)
                .filter(expected ->
                        examination.usesMfa() && seen.add(expected.flow().getId()));
    }

    private static Stream<Fault> unboundBrowserFlow(Examination examination) {
        Optional<AuthenticationFlowModel> prepared = prepared(examination);
        return withoutBrowserStep(examination)
                .flatMap(expected -> prepared.map(flow -> expected.fault(flow.getAlias())).stream());
    }

    private static Stream<Fault> missingBrowserStep(Examination examination) {
        return prepared(examination).isPresent()
                ? Stream.empty()
                : withoutBrowserStep(examination).map(Expected::fault);
    }

    /** A flow with the step that an administrator has prepared and not bound. */
    private static Optional<AuthenticationFlowModel> prepared(Examination examination) {
        return examination
                .unboundFlowsWithStep()
                .filter(flow -> examination.tree(flow).hasForms() && examination.hasStep(flow, IN_BROWSER))
                .findFirst();
    }

    /** The realm's browser flow if it has no step, not even a disabled one. */
    private static Stream<Expected> withoutBrowserStep(Examination examination) {
        return examination
                .bound(Use.BROWSER)
                .map(bound -> new Expected(bound.flow(), IN_BROWSER))
                .filter(expected -> examination.usesMfa()
                        && !examination.hasStep(expected.flow(), IN_BROWSER)
                        && expected.tree(examination).hasForms());
    }

    private static Stream<Fault> disabledSteps(Examination examination) {
        return loginFlows(examination)
                .filter(expected -> examination.hasStep(expected.flow(), expected.step())
                        && !expected.tree(examination).has(expected.step()))
                .map(Expected::fault);
    }

    private static Stream<Fault> passwordsBeforeStep(Examination examination) {
        return loginFlows(examination)
                .filter(expected -> expected.tree(examination).has(expected.step()))
                .flatMap(expected -> expected.tree(examination).passwordsBefore(expected.step()).stream()
                        .map(expected::fault));
    }

    private static Stream<Fault> mixedLevels(Examination examination) {
        return loginFlows(examination)
                .flatMap(expected -> expected.tree(examination).mixedLevels(expected.step()).stream()
                        .map(expected::fault));
    }

    private static Stream<Fault> stockFactors(Examination examination) {
        return loginFlows(examination)
                .filter(expected -> expected.tree(examination).has(expected.step()))
                .flatMap(expected ->
                        expected.tree(examination).stockFactors().stream().map(expected::fault));
    }

    private static Stream<Fault> lateSessionLimits(Examination examination) {
        return loginFlows(examination)
                .filter(expected -> expected.tree(examination).deniesSessionsBehind(expected.step()))
                .map(Expected::fault);
    }

    private static Stream<Fault> missingDirectGrantStep(Examination examination) {
        return examination
                .bound(Use.DIRECT_GRANT)
                .filter(bound -> examination.usesMfa() && !examination.hasStep(bound.flow(), IN_DIRECT_GRANT))
                .map(bound -> new Expected(bound.flow(), IN_DIRECT_GRANT).fault());
    }

    private static Stream<Fault> clientFlows(Examination examination) {
        return Stream.concat(
                        examination
                                .bound(Use.CLIENT_BROWSER)
                                .filter(bound -> lacks(examination, bound, IN_BROWSER)
                                        && examination.tree(bound.flow()).hasForms()),
                        examination
                                .bound(Use.CLIENT_DIRECT_GRANT)
                                .filter(bound -> lacks(examination, bound, IN_DIRECT_GRANT)))
                .map(bound -> clientFault(examination, bound));
    }

    private static boolean lacks(Examination examination, BoundFlow bound, String step) {
        return examination.usesMfa() && !examination.hasStep(bound.flow(), step);
    }

    private static Fault clientFault(Examination examination, BoundFlow bound) {
        ClientModel client =
                Objects.requireNonNull(examination.realm().getClientByClientId(bound.owner()), bound.owner());
        String binding = bound.use() == Use.CLIENT_BROWSER ? "browser" : "direct-grant";
        return Fault.at(
                        "client " + bound.owner(),
                        ConsolePage.client(client),
                        bound.owner(),
                        bound.flow().getAlias())
                .of(SetupStepId.target(bound.owner(), client.getId()) + "." + binding);
    }

    private static Stream<Fault> providers(Examination examination) {
        if (!examination.usesMfa()) {
            return Stream.empty();
        }
        Set<String> protectedProviders = examination
                .bound(Use.POST_LOGIN)
                .filter(bound -> examination.tree(bound.flow()).has(IN_BROWSER))
                .map(BoundFlow::owner)
                .collect(Collectors.toSet());
        return examination
                .session()
                .identityProviders()
                .getAllStream(IdentityProviderQuery.userAuthentication())
                .filter(IdentityProviderModel::isEnabled)
                .filter(provider -> !isOnlyForLinks(provider) && !protectedProviders.contains(provider.getAlias()))
                .map(provider -> Fault.at(
                                "provider " + provider.getAlias(), ConsolePage.provider(provider), provider.getAlias())
                        .of(SetupStepId.target(provider.getAlias(), provider.getInternalId())));
    }

    /** Keycloak returns {@code null} where nobody has decided. */
    private static boolean isOnlyForLinks(IdentityProviderModel provider) {
        return Boolean.TRUE.equals(provider.isLinkOnly());
    }

    private static Stream<Fault> stockResetFlow(Examination examination) {
        boolean isStock = examination.usesMfa()
                && examination.realm().isResetPasswordAllowed()
                && !GatehouseRealm.of(examination.realm()).isRecoveryEnabled();
        return isStock
                ? Optional.ofNullable(examination.realm().getResetCredentialsFlow()).stream()
                        .map(flow -> Fault.at(Examination.flow(flow), ConsolePage.FLOWS, flow.getAlias()))
                : Stream.empty();
    }
}
