package dev.gatehouse.mfa.signin;

import jakarta.ws.rs.core.MultivaluedMap;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.broker.IdpUsernamePasswordForm;
import org.keycloak.models.KeycloakSession;
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
        UniformForms.answer(context, super::action, this::validateForm);
    }

    @Override
    public boolean validateUserAndPassword(AuthenticationFlowContext context, MultivaluedMap<String, String> form) {
        return UniformForms.validate(
                context,
                form,
                super::validateUserAndPassword,
                () -> new SubmittedCredentials(
                        context,
                        isUserAlreadySetBeforeUsernamePasswordAuth(context),
                        getDefaultChallengeMessage(context),
                        message -> challenge(context, message, Validation.FIELD_PASSWORD)));
    }
}
