package dev.gatehouse.mfa.signin;

import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import jakarta.ws.rs.core.MultivaluedMap;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.broker.IdpUsernamePasswordForm;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.services.validation.Validation;

/**
 * Keycloak's form that links the login at an identity provider to an account by its password. Any username can be entered there, so it
 * responds like {@link UniformUsernamePasswordForm}. In a realm that uses neither the gate nor app access, it behaves like Keycloak's own.
 */
final class UniformIdpLinkForm extends IdpUsernamePasswordForm {

    UniformIdpLinkForm(KeycloakSession session) {
        super(session);
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        if (!GatehouseRequiredActions.areUsedBy(context.getRealm()) || !SubmittedForms.hasNameBesidePasskey(form)) {
            super.action(context);
        } else if (validateForm(context, form)) {
            context.success(PasswordCredentialModel.TYPE);
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
