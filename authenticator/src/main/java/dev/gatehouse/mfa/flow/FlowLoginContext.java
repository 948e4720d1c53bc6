package dev.gatehouse.mfa.flow;

import jakarta.ws.rs.core.Response;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.forms.login.LoginFormsProvider;

/** The MFA step as an execution of a flow. */
final class FlowLoginContext extends LoginContext {

    private final AuthenticationFlowContext context;

    FlowLoginContext(AuthenticationFlowContext context) {
        super(context);
        this.context = context;
    }

    @Override
    LoginFormsProvider form() {
        return context.form();
    }

    @Override
    void show(Response page) {
        // Not failureChallenge(): Keycloak 26.5 counts the failures of every authenticator.
        context.challenge(page);
    }

    @Override
    void pass() {
        context.success();
    }

    @Override
    void passWith(String credentialType) {
        context.success(credentialType);
    }
}
