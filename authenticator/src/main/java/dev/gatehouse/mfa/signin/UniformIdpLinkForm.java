package dev.gatehouse.mfa.signin;

import jakarta.ws.rs.core.MultivaluedMap;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.broker.IdpUsernamePasswordForm;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.validation.Validation;

/**
 * Keycloak's form by whose password a provider's login is linked to an account. Any name can be typed there, so it answers as {@link UniformUsernamePasswordForm}
 * does. In a realm that uses neither the gate nor the access to apps it is as Keycloak has it.
 */
final class UniformIdpLinkForm extends IdpUsernamePasswordForm {

    UniformIdpLinkForm(KeycloakSession session) {
        super(session);
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        UniformForms.answer(context, super::action, this::validateForm);
    }

    @Override
    public boolean validateUserAndPassword(AuthenticationFlowContext context, MultivaluedMap<String, String> form) {
        return UniformForms.validate(context, form, super::validateUserAndPassword, () -> new SubmittedCredentials(
                context, isUserAlreadySetBeforeUsernamePasswordAuth(context), getDefaultChallengeMessage(context),
                message -> challenge(context, message, Validation.FIELD_PASSWORD)));
    }
}
