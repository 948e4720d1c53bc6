package dev.gatehouse.mfa.signin;

import dev.gatehouse.keycloak.grant.LoginRestart;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.FlowStatus;
import org.keycloak.authentication.authenticators.browser.UsernamePasswordForm;
import org.keycloak.models.KeycloakSession;
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
    public void authenticate(AuthenticationFlowContext context) {
        if (new RecoveredPassword(context).passes()) {
            new OrganizationSelection(session, context).offerIfRequested();
            return;
        }
        if (GatehouseRealm.of(context.getRealm()).decidesLogins()) {
            RememberedName device = new RememberedName(context);
            if (device.isDeclined()) {
                LoginRestart.reset(context);
                return;
            }
            if (!SubmittedCredentials.isNameAsked(context.getAuthenticationSession())) {
                device.find().ifPresent(device::begin);
            }
        }
        super.authenticate(context);
    }

    @Override
    protected Response challenge(AuthenticationFlowContext context, MultivaluedMap<String, String> formData) {
        new RememberedName(context).describe();
        return super.challenge(context, formData);
    }

    @Override
    protected Response challenge(AuthenticationFlowContext context, @Nullable String error, @Nullable String field) {
        new RememberedName(context).describe();
        return super.challenge(context, error, field);
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        OrganizationSelection choice = new OrganizationSelection(session, context);
        if (choice.isPending()) {
            choice.process();
            return;
        }
        UniformForms.answer(context, super::action, this::validateForm);
        if (context.getStatus() == FlowStatus.SUCCESS) {
            choice.offerIfRequested();
        }
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
