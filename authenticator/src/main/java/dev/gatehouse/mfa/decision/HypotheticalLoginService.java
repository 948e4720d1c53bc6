package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.grant.RequestedLevel;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.keycloak.session.DryRun;
import dev.gatehouse.mfa.factor.AvailableFactors;
import dev.gatehouse.mfa.factor.Factor;
import dev.gatehouse.mfa.stamp.SecurityStampService;
import dev.gatehouse.risk.signals.SignalReader;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Decides about logins that do not take place, by what decides about those that do. Leaves nothing behind. */
public final class HypotheticalLoginService {

    private final KeycloakSession session;

    public HypotheticalLoginService(KeycloakSession session) {
        this.session = session;
    }

    /** Whether an app can request this level: it is a number, or the client or the realm has given it one. */
    public static boolean isLevel(ClientModel client, String acr) {
        return RequestedLevel.of(client, acr).isPresent();
    }

    /** Decides about a login as of now. */
    public HypotheticalDecision decide(HypotheticalLogin login) {
        return DryRun.of(session, () -> inRealm(login));
    }

    /** Parts of Keycloak, such as organizations, belong to the realm of the request, which may be that of the administrator. */
    private HypotheticalDecision inRealm(HypotheticalLogin login) {
        RealmModel ofRequest = session.getContext().getRealm();
        session.getContext().setRealm(login.realm());
        try {
            return decided(login);
        } finally {
            session.getContext().setRealm(ofRequest);
        }
    }

    private HypotheticalDecision decided(HypotheticalLogin login) {
        AuthenticationSessionModel authSession = authenticationSession(login);
        LoginKey loginKey = new LoginKey(
                login.realm(),
                login.user(),
                login.client(),
                authSession.getParentSession().getId(),
                new SecurityStampService(session, login.realm()).securedAt(login.user()));
        DecidingStep step = DecidingStep.of(session, login, authSession);
        MfaSettingsResolver resolver = new MfaSettingsResolver(session, login.realm());
        MfaSettings saved = step.execution().map(resolver::of).orElseGet(() -> resolver.saved(authSession));
        MfaSettings settings = step.execution()
                .map(execution -> resolver.deciding(execution, login.user()))
                .orElseGet(() -> resolver.deciding(authSession, login.user()));
        AdaptiveMfaService mfa = step.execution()
                .map(execution -> new AdaptiveMfaService(session, settings, execution))
                .orElseGet(() -> new AdaptiveMfaService(session, settings));
        LoginRequirement requirement = mfa.requirement(loginKey, authSession, () -> login.firstFactor());
        boolean isDecided = step.decider() != DecidingStep.Decider.NOBODY;
        Optional<MfaEvidence.AmrMethod> metBy =
                isDecided ? mfa.requirementAlreadyMet(requirement).map(MfaEvidence::method) : Optional.empty();
        SignalReader reader = new SignalReader(session, settings.companyNetworks());
        Optional<RiskDecision> risk = isDecided && metBy.isEmpty()
                ? Optional.of(mfa.decide(requirement, new HypotheticalSignals(session, login, reader)))
                : Optional.empty();
        AvailableFactors factors = mfa.factors(loginKey, authSession);
        return new HypotheticalDecision(
                step,
                settings,
                saved,
                LoginCohort.of(session, login.realm(), saved.rollout(), login.user()),
                requirement.mfa(),
                requirement.isLevelRequired(),
                level(login, authSession),
                metBy,
                risk,
                (login.isDirectGrant() ? factors.among(Factor.TYPED) : factors).offered());
    }

    /** The gate requires the level at the end of the flow; an app that sends the password itself cannot request one. */
    private StepUp.State level(HypotheticalLogin login, AuthenticationSessionModel authSession) {
        return GatehouseRealm.of(login.realm()).isGateEnabled() && !login.isDirectGrant()
                ? StepUp.of(session, authSession, login.user()).state(login.user())
                : StepUp.State.MET;
    }

    private static AuthenticationSessionModel authenticationSession(HypotheticalLogin login) {
        AuthenticationSessionModel authSession =
                new HypotheticalAuthenticationSession(login.realm(), login.user(), login.client());
        if (!login.isDirectGrant()) {
            requestLevel(login, authSession);
        }
        return authSession;
    }

    private static void requestLevel(HypotheticalLogin login, AuthenticationSessionModel authSession) {
        login.acr()
                .ifPresentOrElse(
                        acr -> RequestedLevel.request(authSession, List.of(acr)),
                        () -> RequestedLevel.requestDefault(authSession));
    }
}
