package dev.gatehouse.recovery.link;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.mfa.stamp.SecurityStampService;
import dev.gatehouse.recovery.token.ResetToken;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.actiontoken.DefaultActionToken;
import org.keycloak.email.EmailException;
import org.keycloak.email.freemarker.FreeMarkerEmailTemplateProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OrganizationModel;

/**
 * Keycloak's emails, with short links in place of its own, in realms that use Gatehouse. A subclass and not a wrapper: releases of Keycloak
 * add methods to the interface, and a wrapper made for the oldest supported one would not have them.
 */
final class ShortLinkEmails extends FreeMarkerEmailTemplateProvider {

    /** The attribute for the {@link MailedLink} that a new email replaces. */
    static final String RENEWED = "gatehouseRenewedLink";

    private static final String CODE = "gatehouseLinkCode";
    private static final String CODE_PAGE = "gatehouseLinkPage";
    private static final int GROUP = 4;

    private final Duration longest;

    /**
     * For one request.
     *
     * @param longest for how long after the first email new ones can be sent; 0 for as long as its own link works
     */
    ShortLinkEmails(KeycloakSession session, Duration longest) {
        super(session);
        this.longest = longest;
    }

    @Override
    public void sendExecuteActions(String link, long expirationInMinutes) throws EmailException {
        send(link, null, url -> super.sendExecuteActions(url, expirationInMinutes));
    }

    @Override
    public void sendVerifyEmail(String link, long expirationInMinutes) throws EmailException {
        send(link, null, url -> super.sendVerifyEmail(url, expirationInMinutes));
    }

    @Override
    public void sendEmailUpdateConfirmation(String link, long expirationInMinutes, String newEmail)
            throws EmailException {
        send(link, newEmail, url -> super.sendEmailUpdateConfirmation(url, expirationInMinutes, newEmail));
    }

    @Override
    public void sendOrgInviteEmail(OrganizationModel organization, String link, long expirationInMinutes)
            throws EmailException {
        send(link, null, url -> super.sendOrgInviteEmail(organization, url, expirationInMinutes));
    }

    @Override
    public void sendConfirmIdentityBrokerLink(String link, long expirationInMinutes) throws EmailException {
        send(link, null, url -> super.sendConfirmIdentityBrokerLink(url, expirationInMinutes));
    }

    /** Sends the email with a link. */
    private interface Email {

        void send(String link) throws EmailException;
    }

    private void send(String link, @Nullable String newAddress, Email email) throws EmailException {
        Optional<KeycloakLink> stock =
                GatehouseRealm.of(realm).isGatehouseUsed() ? KeycloakLink.of(link) : Optional.empty();
        Optional<MailedLink> mailed = stock.flatMap(found -> mailed(found, newAddress));
        if (mailed.isEmpty()) {
            email.send(link);
            return;
        }
        MailedLinkStore store = new MailedLinkStore(session, realm);
        ResetToken secret = store.issue(mailed.get());
        String page = stock.get().page(MailedLink.PAGE);
        attributes.put(CODE, secret.printed().replaceAll("(.{" + GROUP + "})(?!$)", "$1-"));
        attributes.put(CODE_PAGE, page);
        try {
            email.send(page + "?" + secret.printed());
        } catch (EmailException e) {
            store.delete(secret);
            throw e;
        } finally {
            attributes.remove(CODE);
            attributes.remove(CODE_PAGE);
        }
    }

    private Optional<MailedLink> mailed(KeycloakLink link, @Nullable String newAddress) {
        return link.claims().flatMap(token -> LinkKind.of(Objects.requireNonNullElse(token.getActionId(), ""))
                .map(kind -> mailed(kind, link, token, newAddress)));
    }

    /** Whether somebody has chosen that the link works for a shorter time than the realm lets such links work. */
    private boolean isDeadline(LinkKind kind, DefaultActionToken token, long now) {
        long lifetime =
                Objects.requireNonNullElse(token.getExp(), 0L) - Objects.requireNonNullElse(token.getIat(), now);
        return kind.isChosen(lifetime, realm);
    }

    private MailedLink mailed(LinkKind kind, KeycloakLink link, DefaultActionToken token, @Nullable String newAddress) {
        Optional<MailedLink> renewed = Optional.ofNullable((MailedLink) attributes.get(RENEWED));
        String userId = Objects.requireNonNullElse(token.getUserId(), "");
        long now = KeycloakClock.now().getEpochSecond();
        long until = Objects.requireNonNullElse(token.getExp(), 0L);
        return new MailedLink(
                kind,
                renewed.map(MailedLink::family)
                        .orElseGet(() -> UUID.randomUUID().toString()),
                userId,
                Objects.requireNonNullElse(newAddress == null ? user.getEmail() : newAddress, ""),
                link.url(),
                renewed.map(MailedLink::lifetime).orElse(until - now),
                until,
                renewed.map(MailedLink::ends)
                        .orElseGet(() ->
                                isDeadline(kind, token, now) ? until : Math.max(until, now + longest.toSeconds())),
                userId.isEmpty()
                        ? 0
                        : new SecurityStampService(session, realm)
                                .securedAt(user)
                                .millis(),
                Objects.requireNonNullElse(token.getIssuedFor(), ""));
    }
}
