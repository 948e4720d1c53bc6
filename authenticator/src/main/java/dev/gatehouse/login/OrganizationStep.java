package dev.gatehouse.login;

import dev.gatehouse.grant.OwnActions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.FlowStatus;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OrganizationModel;
import org.keycloak.models.OrganizationModel.IdentityProviderRedirectMode;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.organization.authentication.authenticators.browser.OrganizationAuthenticator;

/**
 * Keycloak's step that leads members of an organization to their company's login, for 26.5. There it leaves out everybody who has any
 * credential in the realm, were it an authenticator app or a remembered device, and asks them for a password that they do not have. In a
 * realm that uses neither the gate nor the access to apps it is as Keycloak has it.
 */
final class OrganizationStep extends OrganizationAuthenticator {

    private static final Set<String> FIRST_FACTORS = Set.of(PasswordCredentialModel.TYPE, WebAuthnCredentialModel.TYPE_PASSWORDLESS);

    OrganizationStep(KeycloakSession session) {
        super(session);
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        super.authenticate(context);
        leadToTheCompany(context);
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        super.action(context);
        leadToTheCompany(context);
    }

    private void leadToTheCompany(AuthenticationFlowContext context) {
        OrganizationModel organization = context.getSession().getContext().getOrganization();
        UserModel user = context.getUser();
        boolean goesOnToThePassword = context.getStatus() == FlowStatus.ATTEMPTED && organization != null && user != null;
        if (goesOnToThePassword && OwnActions.areUsedBy(context.getRealm()) && hasNoFirstFactor(user)) {
            List<String> providers = linkedProviders(context, organization, user);
            if (providers.size() == 1) {
                redirect(context, providers.get(0), user.getEmail());
            }
        }
    }

    private static boolean hasNoFirstFactor(UserModel user) {
        return user.credentialManager().getStoredCredentialsStream().map(CredentialModel::getType).noneMatch(FIRST_FACTORS::contains);
    }

    /** Those of the organization that know the person and that Keycloak would lead to. */
    private static List<String> linkedProviders(AuthenticationFlowContext context, OrganizationModel organization, UserModel user) {
        Set<String> linked = context.getSession().users().getFederatedIdentitiesStream(context.getRealm(), user)
                .map(FederatedIdentityModel::getIdentityProvider)
                .collect(Collectors.toSet());
        return organization.getIdentityProviders()
                .filter(provider -> organization.isManaged(user) || IdentityProviderRedirectMode.EMAIL_MATCH.isSet(provider))
                .map(IdentityProviderModel::getAlias)
                .filter(linked::contains)
                .toList();
    }
}
