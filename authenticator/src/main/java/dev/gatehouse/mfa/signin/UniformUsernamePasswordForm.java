package dev.gatehouse.mfa.signin;

import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import jakarta.ws.rs.core.MultivaluedMap;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.FlowStatus;
import org.keycloak.authentication.authenticators.browser.UsernamePasswordForm;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.services.validation.Validation;

/**
 * Keycloak's username and password form. It reveals to no caller without the password whether the account exists, and whether it is locked
 * or disabled. In a realm that uses neither the gate nor app access, it behaves like Keycloak's own.
 */
final class UniformUsernamePasswordForm extends UsernamePasswordForm {

    private final KeycloakSession session;

    UniformUsernamePasswordForm(KeycloakSession session) {
        super(session);
        this.session = session;
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        OrganizationSelection choice = new OrganizationSelection(session, context);
        if (choice.isPending()) {
            choice.process();
            return;
        }
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        if (!GatehouseRequiredActions.areUsedBy(context.getRealm()) || !SubmittedForms.hasNameBesidePasskey(form)) {
            super.action(context);
        } else if (validateForm(context, form)) {
            context.success(PasswordCredentialModel.TYPE);
        }
        if (context.getStatus() == FlowStatus.SUCCESS) {
            choice.offerIfRequested();
        }
    }

    @Override
    public boolean validateUserAndPassword(AuthenticationFlowContext context, MultivaluedMap<String, String> form) {
        if (!GatehouseRequiredActions.areUsedBy(context.getRealm())) {
            return super.validateUserAndPassword(context, form);
        }
        return new SubmittedCredentials(context, isUserAlreadySetBeforeUsernamePasswordAuth(context), getDefaultChallengeMessage(context), message -> {
            AuthenticatorUtils.setupReauthenticationInUsernamePasswordFormError(context);
            return challenge(context, message, Validation.FIELD_PASSWORD);
        }).passes(form);
    }
}
