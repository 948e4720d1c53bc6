package dev.gatehouse.mfa.signin;

import dev.gatehouse.keycloak.realm.GatehouseRealm;
import jakarta.ws.rs.core.MultivaluedMap;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.browser.PasswordForm;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.services.validation.Validation;

/**
 * Keycloak's password form for a user who is known already. Its response time does not reveal whether the account is locked. In a realm
 * that uses neither the gate nor app access, it behaves like Keycloak's own.
 */
final class UniformPasswordForm extends PasswordForm {

    UniformPasswordForm(KeycloakSession session) {
        super(session);
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        if (!new RecoveredPassword(context).passes()) {
            super.authenticate(context);
        }
    }

    @Override
    public boolean validatePassword(
            AuthenticationFlowContext context, UserModel user, MultivaluedMap<String, String> form, boolean clearUser) {
        if (!GatehouseRealm.of(context.getRealm()).decidesLogins()) {
            return super.validatePassword(context, user, form, clearUser);
        }
        ConstantCostPasswordCheck check = new ConstantCostPasswordCheck(context);
        PasswordResult answer = check.check(user, form.getFirst(CredentialRepresentation.PASSWORD));
        return new PasswordFormResponses(
                        context,
                        check,
                        getDefaultChallengeMessage(context),
                        message -> challenge(context, message, Validation.FIELD_PASSWORD))
                .passes(answer, user);
    }
}
