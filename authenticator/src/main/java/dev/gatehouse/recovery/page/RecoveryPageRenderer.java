package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.text.SupportContact;
import dev.gatehouse.recovery.token.ReturnTarget;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.SystemClientUtil;

/** Renders pages in the realm's login theme, without a login. */
final class RecoveryPageRenderer {

    private static final String MESSAGE_TEMPLATE = "gatehouse-link.ftl";

    private final KeycloakSession session;
    private final LoginFormsProvider form;

    /**
     * Prepares a page.
     *
     * @param returnTarget where the user came from: the app may have its own theme
     * @param action the URL that the page's forms post to
     */
    RecoveryPageRenderer(KeycloakSession session, RealmModel realm, ReturnTarget returnTarget, URI action) {
        ClientModel client =
                returnTarget.clientId().isEmpty() ? null : realm.getClientByClientId(returnTarget.clientId());
        session.getContext()
                .setClient(client != null && client.isEnabled() ? client : SystemClientUtil.getSystemClient(realm));
        this.session = session;
        this.form = session.getProvider(LoginFormsProvider.class)
                .setActionUri(action)
                .setResponseHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /** The message of a page that has nothing to fill in, and at most a button. */
    enum Message {
        /** The URL contains no link. */
        UNREADABLE,
        /** The URL contains a link, but it is unknown. */
        UNKNOWN,
        /** The link has expired. */
        EXPIRED,
        /** The link was used to change a password. */
        USED,
        /** The link was just used to change a password. */
        DONE,
        /** The link has ended all sessions, and the account has no password here. */
        SECURED,
        /** The link has ended all sessions, and the password is in a user store where it cannot be changed from here. */
        SECURED_NOT_HERE,
        /** The lock was lifted. */
        RESUMED,
        /** The account has changed since the link was emailed. */
        OVERTAKEN,
        /** The account is disabled or permanently locked. */
        LOCKED,
        /** The password is in a user store where it cannot be changed from here. */
        NOT_HERE,
        /** The realm does not allow users to reset passwords. */
        NOT_ALLOWED,
        /** Too many emails are waiting. */
        BUSY,
        /** Too many emails were requested from this network. */
        TOO_MANY,
        /** The realm has no SMTP server. */
        NO_MAIL
    }

    /** What a page with a message offers. */
    enum Offer {
        /** Nothing but to continue. */
        NOTHING,
        /** A new link to the same account, with one button. */
        NEW_LINK,
        /** A new link to an address that must be typed. */
        NEW_LINK_TO_ADDRESS
    }

    LoginFormsProvider form() {
        return form;
    }

    /** A page with a message. */
    Response showMessage(Message message, Offer offer, Optional<URI> nextUrl) {
        form.setAttribute("gatehouseSaying", message.name())
                .setAttribute("gatehouseOffer", offer.name())
                .setAttribute("gatehouseSupport", SupportContact.of(session, form));
        nextUrl.ifPresent(link -> form.setAttribute("gatehouseWayOn", link.toString()));
        return show(MESSAGE_TEMPLATE);
    }

    /** A page from a template. */
    Response show(String template) {
        return form.createForm(template);
    }
}
