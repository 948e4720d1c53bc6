package dev.gatehouse.mfa.signin;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
                replacing(HttpRequest.class, context.getHttpRequest(), "getDecodedFormParameters", () -> form);
        return replacing(AuthenticationFlowContext.class, context, "getHttpRequest", () -> request);
    }

    /** With a name filled into the form of the page. Keycloak empties the form whenever a step asks the context for it. */
    static AuthenticationFlowContext fillingIn(AuthenticationFlowContext context, String name) {
        MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
        form.putSingle(AuthenticationManager.FORM_USERNAME, name);
        return replacing(AuthenticationFlowContext.class, context, "form", () -> context.form()
                .setFormData(form));
    }

    /** The same object with another result of one method. */
    private static <T> T replacing(Class<T> type, T original, String name, Supplier<Object> result) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals(name)) {
                        return result.get();
                    }
                    return invoke(method, original, arguments);
                }));
    }

    private static @Nullable Object invoke(Method method, Object original, Object[] arguments) throws Throwable {
        try {
            return method.invoke(original, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() == null ? thrown : thrown.getCause();
        }
    }
}
