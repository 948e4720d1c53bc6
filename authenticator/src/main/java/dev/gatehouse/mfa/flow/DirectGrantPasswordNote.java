package dev.gatehouse.mfa.flow;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.authenticators.directgrant.ValidatePassword;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.CommonClientSessionModel.ExecutionStatus;

/** Notes the password check of a direct grant. Keycloak 26.7 notes it itself; 26.5 only notes that the execution succeeded. */
final class DirectGrantPasswordNote {

    private DirectGrantPasswordNote() {}

    /** Notes the check, if there was one, so that tokens can report it. */
    static void note(AuthenticationFlowContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        if (!AuthenticatorUtil.getAuthnCredentials(login).contains(PasswordCredentialModel.TYPE)
                && isChecked(context, login)) {
            AuthenticatorUtil.addAuthCredential(login, PasswordCredentialModel.TYPE);
        }
    }

    private static boolean isChecked(AuthenticationFlowContext context, AuthenticationSessionModel login) {
        return login.getExecutionStatus().entrySet().stream()
                .filter(step -> step.getValue() == ExecutionStatus.SUCCESS)
                .map(step -> context.getRealm().getAuthenticationExecutionById(step.getKey()))
                .anyMatch(step -> step != null && ValidatePassword.PROVIDER_ID.equals(step.getAuthenticator()));
    }
}
