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

/** Pages in the realm's login theme, without a login. */
final class RecoveryPageRenderer {

    private static final String SAYING = "gatehouse-link.ftl";

    private final KeycloakSession session;
    private final LoginFormsProvider form;

    /**
     * A page.
     *
     * @param returnTarget where the person came from: the app may have a theme of its own
     * @param action where its forms post to
     */
    RecoveryPageRenderer(KeycloakSession session, RealmModel realm, ReturnTarget returnTarget, URI action) {
        ClientModel known = returnTarget.clientId().isEmpty() ? null : realm.getClientByClientId(returnTarget.clientId());
        session.getContext().setClient(known != null && known.isEnabled() ? known : SystemClientUtil.getSystemClient(realm));
        this.session = session;
        this.form = session.getProvider(LoginFormsProvider.class)
                .setActionUri(action)
                .setResponseHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /** What a page says when there is nothing, or nothing but a button, to be filled in. */
    enum Saying {
        /** No link can be found in what was called. */
        UNREADABLE,
        /** There is a link, but nobody knows it. */
        UNKNOWN,
        /** The link is too old. */
        EXPIRED,
        /** The link has changed a password. */
        USED,
        /** The link has changed a password just now. */
        DONE,
        /** The link has signed everyone out, and there is no password here. */
        SECURED,
        /** The lock is lifted. */
        RESUMED,
        /** The account has changed since the link was mailed. */
        OVERTAKEN,
        /** The account is disabled or locked for good. */
        LOCKED,
        /** The password is kept where it cannot be changed from here. */
        NOT_HERE,
        /** The realm does not let people choose a new password. */
        NOT_ALLOWED,
        /** Too many mails are waiting. */
        BUSY,
        /** Too many mails were asked for from this network. */
        TOO_MANY,
        /** The realm has no mail server. */
        NO_MAIL
    }

    /** What a person can do on a page that says something. */
    enum Offer {
        /** Nothing but to go on. */
        NOTHING,
        /** To have a new link sent to the same account, by one button. */
        NEW_LINK,
        /** To have one sent to an address that must be typed. */
        NEW_LINK_TO_ADDRESS
    }

    LoginFormsProvider form() {
        return form;
    }

    /** A page that says something. */
    Response say(Saying saying, Offer offer, Optional<URI> wayOn) {
        form.setAttribute("gatehouseSaying", saying.name())
                .setAttribute("gatehouseOffer", offer.name())
                .setAttribute("gatehouseSupport", SupportContact.of(session, form));
        wayOn.ifPresent(link -> form.setAttribute("gatehouseWayOn", link.toString()));
        return show(SAYING);
    }

    /** A page. */
    Response show(String template) {
        return form.createForm(template);
    }
}
