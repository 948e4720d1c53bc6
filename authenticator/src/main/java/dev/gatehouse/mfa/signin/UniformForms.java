package dev.gatehouse.mfa.signin;

import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.credential.PasswordCredentialModel;

/**
 * What both of Keycloak's forms for name and password do differently here. Each must extend the form of Keycloak that it replaces, so they
 * have no base class of their own. In a realm that uses neither the gate nor the access to apps they are as Keycloak has them.
 */
final class UniformForms {

    private UniformForms() {}

    /**
     * Answers a posted form.
     *
     * @param keycloaks what Keycloak's form does
     * @param validation how the form validates a name and a password
     */
    static void answer(
            AuthenticationFlowContext context,
            Consumer<AuthenticationFlowContext> keycloaks,
            BiPredicate<AuthenticationFlowContext, MultivaluedMap<String, String>> validation) {
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        if (!GatehouseRequiredActions.areUsedBy(context.getRealm()) || !SubmittedForms.hasNameBesidePasskey(form)) {
            keycloaks.accept(context);
        } else if (validation.test(context, form)) {
            context.success(PasswordCredentialModel.TYPE);
        }
    }

    /**
     * Validates a name and a password.
     *
     * @param keycloaks how Keycloak's form does
     * @param credentials what was submitted
     * @return whether the login now belongs to the account
     */
    static boolean validate(
            AuthenticationFlowContext context,
            MultivaluedMap<String, String> form,
            BiPredicate<AuthenticationFlowContext, MultivaluedMap<String, String>> keycloaks,
            Supplier<SubmittedCredentials> credentials) {
        return GatehouseRequiredActions.areUsedBy(context.getRealm()) ? credentials.get().passes(form) : keycloaks.test(context, form);
    }
}
