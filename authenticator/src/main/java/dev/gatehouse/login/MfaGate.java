package dev.gatehouse.login;

import dev.gatehouse.mfa.Gate;
import dev.gatehouse.mfa.LoginNotes;
import dev.gatehouse.mfa.SecondStep;
import dev.gatehouse.signals.AddressData;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;

/** The gate as a required action: Keycloak evaluates it at every login, on every way in, before any other action. */
final class MfaGate implements RequiredActionProvider {

    private final AddressData addresses;

    MfaGate(AddressData addresses) {
        this.addresses = addresses;
    }

    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        new LoginNotes(context.getAuthenticationSession()).beginWith(context.getUser());
        boolean isPassed = new Gate(context.getSession(), context.getRealm()).isPassed(context.getAuthenticationSession(), context.getUser());
        if (isPassed) {
            context.getAuthenticationSession().removeRequiredAction(Gate.ACTION);
        } else {
            context.getAuthenticationSession().addRequiredAction(Gate.ACTION);
        }
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        new SecondStepDialogue(new GateDoor(context), secondStep(context)).begin();
    }

    @Override
    public void processAction(RequiredActionContext context) {
        new SecondStepDialogue(new GateDoor(context), secondStep(context)).answer();
    }

    private SecondStep secondStep(RequiredActionContext context) {
        Gate gate = new Gate(context.getSession(), context.getRealm());
        return new SecondStep(context.getSession(), addresses, gate.settingsOfBrowserFlow(AdaptiveMfaAuthenticatorFactory.ID));
    }

    @Override
    public void close() {
        // holds nothing
    }
}
