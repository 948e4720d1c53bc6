package dev.gatehouse.recovery.link;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.session.RealmJob;
import dev.gatehouse.keycloak.text.LogText;
import dev.gatehouse.mfa.stamp.SecurityStampService;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.actiontoken.DefaultActionToken;
import org.keycloak.authentication.actiontoken.execactions.ExecuteActionsActionToken;
import org.keycloak.authentication.actiontoken.idpverifyemail.IdpVerifyAccountLinkActionToken;
import org.keycloak.authentication.actiontoken.inviteorg.InviteOrgActionToken;
import org.keycloak.authentication.authenticators.broker.AbstractIdpAuthenticator;
import org.keycloak.authentication.authenticators.broker.util.SerializedBrokeredIdentityContext;
import org.keycloak.broker.provider.BrokeredIdentityContext;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailTemplateProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OrganizationInvitationModel;
import org.keycloak.models.OrganizationModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.sessions.AuthenticationSessionCompoundId;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.storage.adapter.InMemoryUserAdapter;

/** What can be done with the links of a realm: see their state, open them, and replace them by new ones. */
public final class MailedLinks {

    private static final Logger LOG = Logger.getLogger(MailedLinks.class);

    private final KeycloakSession session;
    private final RealmModel realm;

    public MailedLinks(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** The account of a link; empty if it was removed, or if the person has none yet. */
    public Optional<UserModel> user(MailedLink link) {
        return link.isForNewAccount()
                ? Optional.empty()
                : Optional.ofNullable(session.users().getUserById(realm, link.userId()));
    }

    /** The state of a link. Changes nothing. */
    public MailedLinkState state(MailedLink link) {
        Instant now = KeycloakClock.now();
        Optional<UserModel> user = user(link);
        if (!link.isForNewAccount()
                && user.filter(found -> isCurrent(found, link)).isEmpty()) {
            return MailedLinkState.OVERTAKEN;
        }
        if (!LinkTokens.isUnused(session, realm, link)) {
            return MailedLinkState.USED;
        }
        return special(link, user.orElse(null)).orElseGet(() -> aged(link, user, now));
    }

    private MailedLinkState aged(MailedLink link, Optional<UserModel> user, Instant now) {
        if (link.isEnded(now)) {
            return MailedLinkState.ENDED;
        }
        boolean isMoved = link.kind() != LinkKind.NEW_ADDRESS
                && user.filter(found -> !isAddress(link, found.getEmail())).isPresent();
        if (isMoved) {
            return MailedLinkState.MOVED;
        }
        return link.isExpired(now) ? MailedLinkState.EXPIRED : MailedLinkState.OPEN;
    }

    private boolean isCurrent(UserModel user, MailedLink link) {
        return user.isEnabled() && new SecurityStampService(session, realm).isCurrent(user, link.securedAt());
    }

    /** What the account itself tells of a link, so that a restart of all nodes does not make a used link new. */
    private Optional<MailedLinkState> special(MailedLink link, @Nullable UserModel user) {
        return switch (link.kind()) {
            case ACTIONS -> Optional.empty();
            case ADDRESS ->
                user != null && isVerified(link, user) ? Optional.of(MailedLinkState.USED) : Optional.empty();
            case NEW_ADDRESS -> newAddress(link, user);
            case INVITATION -> invitation(link, user);
            case PROVIDER -> provider(link, user);
        };
    }

    private static boolean isVerified(MailedLink link, UserModel user) {
        return user.isEmailVerified()
                && isAddress(link, user.getEmail())
                && user.getRequiredActionsStream().noneMatch(UserModel.RequiredAction.VERIFY_EMAIL.name()::equals);
    }

    private static Optional<MailedLinkState> newAddress(MailedLink link, @Nullable UserModel user) {
        if (user != null && isAddress(link, user.getEmail())) {
            return Optional.of(MailedLinkState.USED);
        }
        return user != null && isAddress(link, user.getFirstAttribute(UserModel.EMAIL_PENDING))
                ? Optional.empty()
                : Optional.of(MailedLinkState.OVERTAKEN);
    }

    private Optional<MailedLinkState> invitation(MailedLink link, @Nullable UserModel known) {
        Optional<LinkOrganization> invited = organization(link);
        if (invited.flatMap(LinkOrganization::organization).isEmpty()) {
            return Optional.of(MailedLinkState.OVERTAKEN);
        }
        boolean isMember = known == null
                ? withAddress(link).anyMatch(invited.get()::hasMember)
                : invited.get().hasMember(known);
        if (isMember) {
            return Optional.of(MailedLinkState.USED);
        }
        return invited.get().invitation().isPresent() ? Optional.empty() : Optional.of(MailedLinkState.OVERTAKEN);
    }

    /** The accounts with the address of a link: several where the realm allows that, which {@code getUserByEmail} does not. */
    private Stream<UserModel> withAddress(MailedLink link) {
        return session.users()
                .searchForUserStream(realm, Map.of(UserModel.EMAIL, link.address(), UserModel.EXACT, "true"));
    }

    private Optional<MailedLinkState> provider(MailedLink link, @Nullable UserModel user) {
        Optional<IdpVerifyAccountLinkActionToken> token = token(link, IdpVerifyAccountLinkActionToken.class);
        boolean isLinked = user != null
                && token.filter(wanted ->
                                session.users().getFederatedIdentity(realm, user, wanted.getIdentityProviderAlias())
                                        != null)
                        .isPresent();
        if (isLinked) {
            return Optional.of(MailedLinkState.USED);
        }
        return token.flatMap(this::login).isPresent() ? Optional.empty() : Optional.of(MailedLinkState.ENDED);
    }

    /** The login that waits for the confirmation. */
    private Optional<AuthenticationSessionModel> login(DefaultActionToken token) {
        if (token.getCompoundAuthenticationSessionId() == null) {
            return Optional.empty();
        }
        AuthenticationSessionCompoundId id =
                AuthenticationSessionCompoundId.encoded(token.getCompoundAuthenticationSessionId());
        ClientModel client = realm.getClientById(id.getClientUUID());
        return Optional.ofNullable(client).map(known -> new AuthenticationSessionManager(session)
                .getAuthenticationSessionByIdAndClient(realm, id.getRootSessionId(), known, id.getTabId()));
    }

    /** What the page of a link names: the organization, or the identity provider; empty if the kind has none. */
    public String name(MailedLink link) {
        return switch (link.kind()) {
            case ACTIONS, ADDRESS, NEW_ADDRESS -> "";
            case INVITATION ->
                organization(link)
                        .flatMap(LinkOrganization::organization)
                        .map(OrganizationModel::getName)
                        .orElse("");
            case PROVIDER ->
                token(link, IdpVerifyAccountLinkActionToken.class)
                        .map(token -> session.identityProviders().getByAlias(token.getIdentityProviderAlias()))
                        .map(MailedLinks::name)
                        .orElse("");
        };
    }

    private static String name(IdentityProviderModel provider) {
        String name = provider.getDisplayName();
        return name == null || name.isBlank()
                ? provider.getAlias().substring(0, 1).toUpperCase(Locale.ROOT)
                        + provider.getAlias().substring(1)
                : name;
    }

    /**
     * Where a link leads that the user has opened in time: to a page of Keycloak, whose URL contains its token.
     *
     * @param base the base URL of the request
     */
    public Optional<String> open(MailedLink link, String base) {
        return KeycloakLink.of(link.url())
                .flatMap(stored -> LinkTokens.redeem(session, stored, link, invitation(link)))
                .flatMap(KeycloakLink::of)
                .map(redeemed -> redeemed.below(base));
    }

    /** What has become of a renewal. */
    public enum Renewal {
        /** An email has left. */
        SENT,
        /** There is nothing to renew any more. */
        OVER,
        /** No email has left, and everything is as it was. */
        NOT_SENT
    }

    /**
     * Emails a new link with the same purpose, app and end: to the address that the account has now, to a new address that it still wants,
     * or to the person who was invited. It does so in a transaction of its own: where no email leaves, the invitation that it was to replace
     * remains.
     */
    public Renewal renew(MailedLink link) {
        try {
            boolean isSent = RealmJob.call(session.getKeycloakSessionFactory(), realm.getId(), (own, ownRealm) -> {
                        try {
                            return Optional.of(new MailedLinks(own, ownRealm).sendAgain(link))
                                    .filter(sent -> sent);
                        } catch (EmailException e) {
                            throw new IllegalStateException("The mail server has not accepted the email", e);
                        }
                    })
                    .orElse(false);
            return isSent ? Renewal.SENT : Renewal.OVER;
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "GATEHOUSE-730 A new link in place of an expired one cannot be emailed in realm %s",
                    LogText.of(realm.getName()));
            return Renewal.NOT_SENT;
        }
    }

    /** In the transaction of this session, which is rolled back if it fails. */
    private boolean sendAgain(MailedLink link) throws EmailException {
        Optional<KeycloakLink> stored = KeycloakLink.of(link.url());
        Optional<? extends DefaultActionToken> token =
                stored.flatMap(found -> LinkTokens.read(session, found, link.kind()));
        if (token.isEmpty() || !state(link).isRenewable()) {
            return false;
        }
        long now = KeycloakClock.now().getEpochSecond();
        long until = Math.min(now + link.lifetime(), link.ends());
        UserModel user = user(link).orElseGet(() -> invited(link));
        token.get().exp(until);
        if (token.get().getEmail() != null) {
            token.get().setEmail(user.getEmail());
        }
        Optional<OrganizationInvitationModel> invitation = Optional.empty();
        if (link.kind() == LinkKind.INVITATION) {
            invitation = organization(link).flatMap(LinkOrganization::renew);
            if (invitation.isEmpty()) {
                return false;
            }
            token.get().id(invitation.get().getId());
            invitation.get().setExpiresAt((int) until);
        }
        String url = stored.get().with(session.tokens().encode(token.get()));
        invitation.ifPresent(renewed -> renewed.setInviteLink(url));
        EmailTemplateProvider emails = session.getProvider(EmailTemplateProvider.class)
                .setRealm(realm)
                .setUser(user)
                .setAttribute(ShortLinkEmails.RENEWED, link);
        return send(emails, link, url, Math.max(1, (until - now) / 60));
    }

    /** Whether there is still what the email is about. */
    private boolean send(EmailTemplateProvider emails, MailedLink link, String url, long minutes)
            throws EmailException {
        switch (link.kind()) {
            case ACTIONS -> {
                token(link, ExecuteActionsActionToken.class)
                        .ifPresent(token -> emails.setAttribute(
                                Constants.TEMPLATE_ATTR_REQUIRED_ACTIONS, token.getRequiredActions()));
                emails.sendExecuteActions(url, minutes);
            }
            case ADDRESS -> emails.sendVerifyEmail(url, minutes);
            case NEW_ADDRESS -> emails.sendEmailUpdateConfirmation(url, minutes, link.address());
            case INVITATION -> {
                Optional<OrganizationModel> organization = organization(link).flatMap(LinkOrganization::organization);
                if (organization.isEmpty()) {
                    return false;
                }
                emails.sendOrgInviteEmail(organization.get(), url, minutes);
            }
            case PROVIDER -> {
                Optional<BrokeredIdentityContext> brokered = token(link, IdpVerifyAccountLinkActionToken.class)
                        .flatMap(this::login)
                        .flatMap(login -> Optional.ofNullable(
                                        SerializedBrokeredIdentityContext.readFromAuthenticationSession(
                                                login, AbstractIdpAuthenticator.BROKERED_CONTEXT_NOTE))
                                .map(note -> note.deserialize(session, login)));
                if (brokered.isEmpty()) {
                    return false;
                }
                emails.setAttribute(EmailTemplateProvider.IDENTITY_PROVIDER_BROKER_CONTEXT, brokered.get())
                        .sendConfirmIdentityBrokerLink(url, minutes);
            }
        }
        return true;
    }

    /** A person without an account, as Keycloak itself addresses the first email. */
    private UserModel invited(MailedLink link) {
        UserModel user = new InMemoryUserAdapter(session, realm, null);
        user.setEmail(link.address());
        return user;
    }

    private Optional<LinkOrganization> organization(MailedLink link) {
        return Optional.of(link)
                .filter(invites -> invites.kind() == LinkKind.INVITATION)
                .flatMap(invites -> token(invites, InviteOrgActionToken.class))
                .map(token -> new LinkOrganization(session, token, link.address()));
    }

    /** The id of the invitation that stands for a link now; empty if it invites nobody. */
    private Optional<String> invitation(MailedLink link) {
        return organization(link).flatMap(LinkOrganization::invitation).map(OrganizationInvitationModel::getId);
    }

    private static <T> Optional<T> token(MailedLink link, Class<T> type) {
        return KeycloakLink.of(link.url()).flatMap(stored -> stored.claims(type));
    }

    private static boolean isAddress(MailedLink link, @Nullable String address) {
        return link.address().equalsIgnoreCase(address);
    }
}
