package dev.gatehouse.mfa.signin;

import dev.gatehouse.keycloak.provider.ReplacedMethod;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AuthenticationManager;

/** What a step of Keycloak's own sees of a login, where it must see something else than there is. */
final class ContextView {

    private ContextView() {}

    /** As if another user name had been posted. */
    static AuthenticationFlowContext posting(AuthenticationFlowContext context, String name) {
        MultivaluedMap<String, String> form =
                new MultivaluedHashMap<>(context.getHttpRequest().getDecodedFormParameters());
        form.putSingle(UserModel.USERNAME, name);
        HttpRequest request =
                ReplacedMethod.of(HttpRequest.class, context.getHttpRequest(), "getDecodedFormParameters", () -> form);
        return ReplacedMethod.of(AuthenticationFlowContext.class, context, "getHttpRequest", () -> request);
    }

    /** With a name filled into the form of the page. Keycloak empties the form whenever a step asks the context for it. */
    static AuthenticationFlowContext fillingIn(AuthenticationFlowContext context, String name) {
        MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
        form.putSingle(AuthenticationManager.FORM_USERNAME, name);
        return ReplacedMethod.of(AuthenticationFlowContext.class, context, "form", () -> context.form()
                .setFormData(form));
    }
}
