package dev.gatehouse.mfa.signin;

import dev.gatehouse.keycloak.realm.GatehouseRealm;
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
     * @param stock how Keycloak's form answers
     * @param validation how the form validates a name and a password
     */
    static void answer(
            AuthenticationFlowContext context,
            Consumer<AuthenticationFlowContext> stock,
            BiPredicate<AuthenticationFlowContext, MultivaluedMap<String, String>> validation) {
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        if (!GatehouseRealm.of(context.getRealm()).decidesLogins() || !SubmittedForms.hasNameBesidePasskey(form)) {
            stock.accept(context);
        } else if (validation.test(context, form)) {
            context.success(PasswordCredentialModel.TYPE);
        }
    }

    /**
     * Validates a name and a password.
     *
     * @param stock how Keycloak's form validates them
     * @param credentials what was submitted
     * @return whether the login now belongs to the account
     */
    static boolean validate(
            AuthenticationFlowContext context,
            MultivaluedMap<String, String> form,
            BiPredicate<AuthenticationFlowContext, MultivaluedMap<String, String>> stock,
            Supplier<SubmittedCredentials> credentials) {
        return GatehouseRealm.of(context.getRealm()).decidesLogins()
                ? credentials.get().passes(form)
                : stock.test(context, form);
    }
}
