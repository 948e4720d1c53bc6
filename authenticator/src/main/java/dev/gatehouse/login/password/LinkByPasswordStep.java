package dev.gatehouse.login.password;

import dev.gatehouse.grant.OwnActions;
import jakarta.ws.rs.core.MultivaluedMap;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.broker.IdpUsernamePasswordForm;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.services.validation.Validation;

/**
 * Keycloak's form by whose password a provider's login is linked to an account. Any name can be typed there, so it answers as {@link PasswordStep}
 * does. In a realm that uses neither the gate nor the access to apps it is as Keycloak has it.
 */
final class LinkByPasswordStep extends IdpUsernamePasswordForm {

    LinkByPasswordStep(KeycloakSession session) {
        super(session);
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        if (!OwnActions.areUsedBy(context.getRealm()) || !TypedForms.hasNameBesidePasskey(form)) {
            super.action(context);
        } else if (validateForm(context, form)) {
            context.success(PasswordCredentialModel.TYPE);
        }
    }

    @Override
    public boolean validateUserAndPassword(AuthenticationFlowContext context, MultivaluedMap<String, String> form) {
        if (!OwnActions.areUsedBy(context.getRealm())) {
            return super.validateUserAndPassword(context, form);
        }
        return new TypedLogin(context, isUserAlreadySetBeforeUsernamePasswordAuth(context), getDefaultChallengeMessage(context), message -> {
            AuthenticatorUtils.setupReauthenticationInUsernamePasswordFormError(context);
            return challenge(context, message, Validation.FIELD_PASSWORD);
        }).passes(form);
    }
}
