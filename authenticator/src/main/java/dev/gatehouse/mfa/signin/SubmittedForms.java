package dev.gatehouse.mfa.signin;

import jakarta.ws.rs.core.MultivaluedMap;
import org.keycloak.WebAuthnConstants;
import org.keycloak.models.UserModel;

/** Tells a form that was typed from the answer of a passkey. */
final class SubmittedForms {

    private SubmittedForms() {}

    /**
     * Whether a name was posted beside the answer of a passkey. No browser does that; and Keycloak looks the name up before it checks the answer, which
     * tells whose name it is.
     */
    static boolean hasNameBesidePasskey(MultivaluedMap<String, String> form) {
        String name = form.getFirst(UserModel.USERNAME);
        boolean isPasskey = form.containsKey(WebAuthnConstants.AUTHENTICATOR_DATA) || form.containsKey(WebAuthnConstants.ERROR);
        return isPasskey && name != null && !name.isBlank();
    }
}
