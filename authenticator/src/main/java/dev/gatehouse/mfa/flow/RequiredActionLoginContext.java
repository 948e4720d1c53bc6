package dev.gatehouse.mfa.flow;

import jakarta.ws.rs.core.Response;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.forms.login.LoginFormsProvider;

/** The MFA step as a required action. */
final class RequiredActionLoginContext extends LoginContext {

    private final RequiredActionContext context;

    RequiredActionLoginContext(RequiredActionContext context) {
        super(context);
        this.context = context;
    }

    @Override
    LoginFormsProvider form() {
        return context.form();
    }

    @Override
    void show(Response page) {
        // Not failure(): it would report a rejected consent to the app and show nothing to the user.
        context.challenge(page);
    }

    @Override
    void pass() {
        context.success();
    }

    @Override
    void passWith(String credentialType) {
        AuthenticatorUtil.addAuthCredential(authSession(), credentialType);
        context.success();
    }
}
