package dev.gatehouse.mfa.signin;

import dev.gatehouse.keycloak.account.DomainName;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.FlowStatus;
import org.keycloak.authentication.authenticators.browser.IdentityProviderAuthenticator;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.IdentityProviderQuery;
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

/** Redirects users to the identity provider of their organization. */
final class OrganizationLogin extends IdentityProviderAuthenticator {

    private static final Set<String> FIRST_FACTORS =
            Set.of(PasswordCredentialModel.TYPE, WebAuthnCredentialModel.TYPE_PASSWORDLESS);
    private static final int MOST_EXAMINED = 20;
    /** More realms than most servers have. */
    private static final int MOST_KEPT = 200;

    /**
     * A provider of an organization by realm, as internal ids. Keycloak caches one provider, but not the list of all; so each page asks only
     * whether this one is still open.
     */
    private static final Map<String, String> LAST_FOUND = new ConcurrentHashMap<>();

    private static final String ANY_SUBDOMAIN = "*.";
    /** Used by Keycloak 26.7 and later. */
    private static final String EXCLUDED_DOMAINS = "kc.org.excluded.domains";

    /**
     * Redirects to the organization that has the domain of an address, if it has an identity provider for its domain. No account is looked
     * up: users with a local password are redirected like users without an account. If the organization has no such provider, the login
     * remembers the organization nevertheless.
     *
     * @return whether the user is redirected
     */
    boolean redirectByDomain(AuthenticationFlowContext context, String address) {
        Optional<DomainName> domain = domain(address);
        return remember(context, domain)
                .flatMap(organization -> provider(organization, domain.get()))
                .map(provider -> redirectTo(context, provider.getAlias(), address))
                .orElse(false);
    }

    /** Whether the login of a company opens for the domain of an address. Nothing is remembered. */
    static boolean opensFor(KeycloakSession session, String address) {
        return domain(address)
                .filter(domain -> organization(session, domain)
                        .flatMap(organization -> provider(organization, domain))
                        .isPresent())
                .isPresent();
    }

    /**
     * Whether an address may be meant for the login of a company: an organization with a provider is enabled. In a realm with more than
     * {@value #MOST_EXAMINED} such providers one is taken for granted.
     */
    static boolean mayBeMeant(KeycloakSession session) {
        String realmId = session.getContext().getRealm().getId();
        String last = LAST_FOUND.get(realmId);
        if (last != null && isOpen(session, session.identityProviders().getById(last))) {
            return true;
        }
        List<IdentityProviderModel> providers = session.identityProviders()
                .getAllStream(
                        IdentityProviderQuery.userAuthentication()
                                .with(IdentityProviderModel.ORGANIZATION_ID_NOT_NULL, "")
                                .with(IdentityProviderModel.ENABLED, "true"),
                        0,
                        MOST_EXAMINED + 1)
                .toList();
        Optional<IdentityProviderModel> open =
                providers.stream().filter(provider -> isOpen(session, provider)).findFirst();
        open.ifPresent(provider -> keep(realmId, provider));
        return open.isPresent() || providers.size() > MOST_EXAMINED;
    }

    private static boolean isOpen(KeycloakSession session, @Nullable IdentityProviderModel provider) {
        if (provider == null || !provider.isEnabled() || provider.getOrganizationId() == null) {
            return false;
        }
        OrganizationModel organization =
                session.getProvider(OrganizationProvider.class).getById(provider.getOrganizationId());
        return organization != null && organization.isEnabled();
    }

    private static void keep(String realmId, IdentityProviderModel provider) {
        if (LAST_FOUND.size() >= MOST_KEPT) {
            LAST_FOUND.clear();
        }
        LAST_FOUND.put(realmId, provider.getInternalId());
    }

    /** Makes the login remember the organization that has the domain of an address, without a redirect. */
    void rememberByDomain(AuthenticationFlowContext context, String address) {
        remember(context, domain(address));
    }

    /** What follows the @ is user input and may be anything. */
    private static Optional<DomainName> domain(String address) {
        return Optional.ofNullable(Organizations.getEmailDomain(address)).flatMap(DomainName::of);
    }

    private static Optional<OrganizationModel> remember(
            AuthenticationFlowContext context, Optional<DomainName> domain) {
        Optional<OrganizationModel> found = domain.flatMap(name -> organization(context.getSession(), name));
        found.ifPresentOrElse(
                organization -> {
                    context.getAuthenticationSession()
                            .setAuthNote(OrganizationModel.ORGANIZATION_ATTRIBUTE, organization.getId());
                    context.getSession().getContext().setOrganization(organization);
                },
                () -> context.getAuthenticationSession().removeAuthNote(OrganizationModel.ORGANIZATION_ATTRIBUTE));
        return found;
    }

    /**
     * Redirects a user who has neither a password nor a passkey here to the only provider of an organization that knows the account, or to
     * the provider for the domain of the account's address.
     *
     * @return whether the user is redirected
     */
    boolean redirectMember(AuthenticationFlowContext context, UserModel user) {
        if (!Organizations.isEnabledAndOrganizationsPresent(
                        context.getSession().getProvider(OrganizationProvider.class))
                || !hasNoFirstFactor(user)) {
            return false;
        }
        List<IdentityProviderModel> providers = Organizations.resolveHomeBroker(context.getSession(), user);
        return providers.size() == 1
                ? redirectTo(context, providers.get(0).getAlias(), user.getEmail())
                : user.getEmail() != null && redirectByDomain(context, user.getEmail());
    }

    private static boolean hasNoFirstFactor(UserModel user) {
        return !user.credentialManager().isConfiguredFor(PasswordCredentialModel.TYPE)
                && user.credentialManager()
                        .getStoredCredentialsStream()
                        .map(CredentialModel::getType)
                        .noneMatch(FIRST_FACTORS::contains);
    }

    private boolean redirectTo(AuthenticationFlowContext context, String provider, @Nullable String address) {
        redirect(context, provider, address);
        // A disabled provider does not redirect.
        return context.getStatus() == FlowStatus.FORCE_CHALLENGE;
    }

    private static Optional<OrganizationModel> organization(KeycloakSession session, DomainName domain) {
        return domain.forms().stream()
                .flatMap(form -> organization(session, form).stream())
                .findFirst();
    }

    private static Optional<OrganizationModel> organization(KeycloakSession session, String domain) {
        try {
            return Optional.ofNullable(
                            session.getProvider(OrganizationProvider.class).getByDomainName(domain))
                    .filter(OrganizationModel::isEnabled);
        } catch (ModelException noDomain) {
            // Keycloak's rules are stricter, and not the same in all releases.
            return Optional.empty();
        }
    }

    /** Whether Keycloak refuses to look for an organization with the domain of an address. */
    static boolean isRefused(KeycloakSession session, String address) {
        String domain = Organizations.getEmailDomain(address);
        if (domain == null) {
            return false;
        }
        try {
            OrganizationModel unused =
                    session.getProvider(OrganizationProvider.class).getByDomainName(domain);
            return false;
        } catch (ModelException noDomain) {
            return true;
        }
    }

    /** Chooses the provider as Keycloak's organization authenticator does. */
    private static Optional<IdentityProviderModel> provider(OrganizationModel organization, DomainName domain) {
        Optional<String> matching = organization
                .getDomains()
                .map(OrganizationDomainModel::getName)
                .filter(name -> covers(name, domain))
                .max(Comparator.comparingInt(String::length));
        return matching.flatMap(name -> organization
                .getIdentityProviders()
                .filter(IdentityProviderRedirectMode.EMAIL_MATCH::isSet)
                .filter(provider -> isFor(provider.getConfig(), name, domain))
                .findFirst());
    }

    private static boolean isFor(Map<String, String> provider, String matching, DomainName domain) {
        String configured = provider.get(OrganizationModel.ORGANIZATION_DOMAIN_ATTRIBUTE);
        boolean isExcluded = Arrays.stream(Objects.requireNonNullElse(provider.get(EXCLUDED_DOMAINS), "")
                        .split(","))
                .anyMatch(excluded -> covers(excluded.strip(), domain));
        return !isExcluded
                && (OrganizationDomainModel.ANY_DOMAIN.equals(configured) || matching.equalsIgnoreCase(configured));
    }

    private static boolean covers(String name, DomainName domain) {
        String pattern = name.toLowerCase(Locale.ROOT);
        String stored = pattern.startsWith(ANY_SUBDOMAIN) ? pattern.substring(ANY_SUBDOMAIN.length()) : pattern;
        String base = DomainName.of(stored).map(DomainName::ascii).orElse(stored);
        return domain.ascii().equals(base)
                || (pattern.startsWith(ANY_SUBDOMAIN) && domain.ascii().endsWith("." + base));
    }
}
