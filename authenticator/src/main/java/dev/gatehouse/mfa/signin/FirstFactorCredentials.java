package dev.gatehouse.mfa.signin;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.keycloak.models.SubjectCredentialManager;

/** Whether this release of Keycloak distinguishes the credentials with which a login can begin from others. 26.5 does not. */
final class FirstFactorCredentials {

    static final boolean KEYCLOAK_KNOWS_THEM = Arrays.stream(SubjectCredentialManager.class.getMethods())
            .map(Method::getName)
            .anyMatch("getFirstFactorCredentialsStream"::equals);

    private FirstFactorCredentials() {}
}
