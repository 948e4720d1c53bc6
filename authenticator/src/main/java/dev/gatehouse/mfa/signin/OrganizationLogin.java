package dev.gatehouse.mfa.signin;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.FlowStatus;
import org.keycloak.authentication.authenticators.browser.IdentityProviderAuthenticator;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.OrganizationDomainModel;
import org.keycloak.models.OrganizationModel;
import org.keycloak.models.OrganizationModel.IdentityProviderRedirectMode;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.organization.OrganizationProvider;
import org.keycloak.organization.utils.Organizations;

/** Leads to the login of a company that is an organization of the realm. */
final class OrganizationLogin extends IdentityProviderAuthenticator {

    private static final Set<String> FIRST_FACTORS = Set.of(PasswordCredentialModel.TYPE, WebAuthnCredentialModel.TYPE_PASSWORDLESS);
    private static final String ANY_SUBDOMAIN = "*.";
    /** From 26.7 on. */
    private static final String EXCLUDED_DOMAINS = "kc.org.excluded.domains";

    /**
     * Leads to the company that an address belongs to by its domain, if that has a provider to which its domain leads. Nobody's account is looked at:
     * people with a password of their own are led there like people without an account. Where the company has no such provider, the login
     * remembers the company all the same.
     *
     * @return whether it leads there
     */
    boolean leadByDomain(AuthenticationFlowContext context, String address) {
        String domain = Organizations.getEmailDomain(address);
        return remember(context, domain).flatMap(company -> provider(company, domain)).map(provider -> lead(context, provider.getAlias(), address)).orElse(false);
    }

    /** Has the login remember the company that an address belongs to by its domain, and leads nowhere. */
    void rememberByDomain(AuthenticationFlowContext context, String address) {
        remember(context, Organizations.getEmailDomain(address));
    }

    private static Optional<OrganizationModel> remember(AuthenticationFlowContext context, String domain) {
        OrganizationModel company = company(context.getSession(), domain);
        if (company == null) {
            context.getAuthenticationSession().removeAuthNote(OrganizationModel.ORGANIZATION_ATTRIBUTE);
        } else {
            context.getAuthenticationSession().setAuthNote(OrganizationModel.ORGANIZATION_ATTRIBUTE, company.getId());
            context.getSession().getContext().setOrganization(company);
        }
        return Optional.ofNullable(company);
    }

    /**
     * Leads somebody who has neither password nor passkey here to the one provider of a company that knows the account, or to that of the account's
     * address.
     *
     * @return whether it leads there
     */
    boolean leadMember(AuthenticationFlowContext context, UserModel user) {
        if (!Organizations.isEnabledAndOrganizationsPresent(context.getSession().getProvider(OrganizationProvider.class)) || !hasNoFirstFactor(user)) {
            return false;
        }
        List<IdentityProviderModel> known = Organizations.resolveHomeBroker(context.getSession(), user);
        return known.size() == 1
                ? lead(context, known.get(0).getAlias(), user.getEmail())
                : user.getEmail() != null && leadByDomain(context, user.getEmail());
    }

    private static boolean hasNoFirstFactor(UserModel user) {
        return !user.credentialManager().isConfiguredFor(PasswordCredentialModel.TYPE)
                && user.credentialManager().getStoredCredentialsStream().map(CredentialModel::getType).noneMatch(FIRST_FACTORS::contains);
    }

    private boolean lead(AuthenticationFlowContext context, String provider, String address) {
        redirect(context, provider, address);
        // A provider that is switched off leads nowhere.
        return context.getStatus() == FlowStatus.FORCE_CHALLENGE;
    }

    private static OrganizationModel company(KeycloakSession session, String domain) {
        if (domain == null || domain.isBlank()) {
            return null;
        }
        try {
            OrganizationModel company = session.getProvider(OrganizationProvider.class).getByDomainName(domain);
            return company != null && company.isEnabled() ? company : null;
        } catch (ModelException noDomain) {
            // What stands behind the @ may be anything that somebody has typed.
            return null;
        }
    }

    /** As Keycloak's step for organizations chooses it. */
    private static Optional<IdentityProviderModel> provider(OrganizationModel company, String domain) {
        Optional<String> matching = company.getDomains()
                .map(OrganizationDomainModel::getName)
                .filter(name -> covers(name, domain))
                .max(Comparator.comparingInt(String::length));
        return matching.flatMap(name -> company.getIdentityProviders()
                .filter(IdentityProviderRedirectMode.EMAIL_MATCH::isSet)
                .filter(provider -> isFor(provider.getConfig(), name, domain))
                .findFirst());
    }

    private static boolean isFor(Map<String, String> provider, String matching, String domain) {
        String own = provider.get(OrganizationModel.ORGANIZATION_DOMAIN_ATTRIBUTE);
        boolean isExcluded = Arrays.stream(Objects.requireNonNullElse(provider.get(EXCLUDED_DOMAINS), "").split(","))
                .anyMatch(excluded -> covers(excluded.strip(), domain));
        return !isExcluded && (OrganizationDomainModel.ANY_DOMAIN.equals(own) || matching.equalsIgnoreCase(own));
    }

    private static boolean covers(String name, String domain) {
        String pattern = name.toLowerCase(Locale.ROOT);
        String asked = domain.toLowerCase(Locale.ROOT);
        String base = pattern.startsWith(ANY_SUBDOMAIN) ? pattern.substring(ANY_SUBDOMAIN.length()) : pattern;
        return asked.equals(base) || pattern.startsWith(ANY_SUBDOMAIN) && asked.endsWith("." + base);
    }
}
