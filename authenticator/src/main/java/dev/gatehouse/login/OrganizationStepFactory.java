package dev.gatehouse.login;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.organization.authentication.authenticators.browser.OrganizationAuthenticatorFactory;

/** Makes {@link OrganizationStep}s under the id of Keycloak's own step, and Keycloak's own wherever it tells first factors from others. */
public final class OrganizationStepFactory extends OrganizationAuthenticatorFactory {

    private static final boolean KEYCLOAK_KNOWS_FIRST_FACTORS =
            Arrays.stream(SubjectCredentialManager.class.getMethods()).map(Method::getName).anyMatch("getFirstFactorCredentialsStream"::equals);

    @Override
    public int order() {
        // Above Keycloak's own, which is 0.
        return 10;
    }

    @Override
    public Authenticator create(KeycloakSession session) {
        return KEYCLOAK_KNOWS_FIRST_FACTORS ? super.create(session) : new OrganizationStep(session);
    }
}
