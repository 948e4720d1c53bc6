package dev.gatehouse.mfa.signin;

import jakarta.ws.rs.core.MultivaluedMap;
import org.keycloak.WebAuthnConstants;
import org.keycloak.models.UserModel;

/** Distinguishes a submitted form from the response of a passkey. */
final class SubmittedForms {

    private SubmittedForms() {}

    /**
     * Whether a username was posted together with the response of a passkey. No browser does that. Keycloak looks the name up before it
     * verifies the response, which reveals whose name it is.
     */
    static boolean hasNameBesidePasskey(MultivaluedMap<String, String> form) {
        String name = form.getFirst(UserModel.USERNAME);
        boolean isPasskey =
                form.containsKey(WebAuthnConstants.AUTHENTICATOR_DATA) || form.containsKey(WebAuthnConstants.ERROR);
        return isPasskey && name != null && !name.isBlank();
    }
}
