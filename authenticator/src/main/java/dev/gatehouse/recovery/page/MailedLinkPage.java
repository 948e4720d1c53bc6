package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.crypto.RealmSecret;
import dev.gatehouse.keycloak.crypto.Sha256;
import dev.gatehouse.keycloak.event.GatehouseEvents;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.keycloak.store.AccountKey;
import dev.gatehouse.keycloak.store.SingleUseObjectStore;
import dev.gatehouse.keycloak.text.MaskedEmail;
import dev.gatehouse.keycloak.text.RoundedDuration;
import dev.gatehouse.mfa.decision.BrowserSession;
import dev.gatehouse.notification.email.EmailInterval;
import dev.gatehouse.recovery.link.LinkBrowser;
import dev.gatehouse.recovery.link.MailedLink;
import dev.gatehouse.recovery.link.MailedLinkState;
import dev.gatehouse.recovery.link.MailedLinkStore;
import dev.gatehouse.recovery.link.MailedLinks;
import dev.gatehouse.recovery.token.ResetToken;
import dev.gatehouse.recovery.token.ReturnTarget;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;

/**
 * The page of a short link in place of one of Keycloak's: a button that leads on to Keycloak, or what has become of the link and a way on.
 * Without a link it prompts for the code in the email, which is the secret of the link in groups of four: whoever is invited has no browser
 * that a shorter code could be bound to, so it must be as hard to guess as the link.
 */
final class MailedLinkPage {

    private static final String TEMPLATE = "gatehouse-mailed-link.ftl";
    private static final String OPEN = "open";
    private static final String AGAIN = "again";
    private static final String SWITCH = "switch";
    private static final String CODE = "code";
    private static final String LABEL = "gatehouse/mailed-link-switch/v1";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final MailedLinks links;
    private final String pathAndQuery;
    private final Optional<MailedLinkStore.Found> found;
    private final MultivaluedMap<String, String> typed;

    /**
     * Handles one request.
     *
     * @param pathAndQuery path and query of the request
     */
    MailedLinkPage(KeycloakSession session, RealmModel realm, String pathAndQuery) {
        this.session = session;
        this.realm = realm;
        this.links = new MailedLinks(session, realm);
        this.pathAndQuery = pathAndQuery;
        this.found = new MailedLinkStore(session, realm).find(pathAndQuery);
        this.typed = session.getContext().getHttpRequest().getDecodedFormParameters();
    }

    /** What the page says besides the state of the link. */
    private enum Saying {
        /** Asks for the code. */
        CODE,
        /** Another user is signed in in this browser. */
        OTHER_ACCOUNT,
        /** A new email has left. */
        SENT,
        /** The mail server did not accept it. */
        NOT_SENT,
        /** Too many emails were requested. */
        TOO_MANY
    }

    /**
     * Whether a request is for this page, however what follows its name was mangled. The secret of a reset link never begins like this name:
     * neither L nor I is one of its characters.
     */
    static boolean isMeant(String pathAndQuery) {
        return pathAndQuery.toLowerCase(Locale.ROOT).startsWith("/" + RecoveryUrls.LINK);
    }

    /** Shows the page. Changes nothing, however often and by whatever client it is requested. */
    Response show() {
        if (found.isEmpty()) {
            // Links that were emailed before go on working where Gatehouse is used no longer; other realms have no such
            // page.
            if (!GatehouseRealm.of(realm).isGatehouseUsed()) {
                return Response.status(Response.Status.NOT_FOUND).build();
            }
            return codeForm(rest().chars().anyMatch(Character::isLetterOrDigit), false);
        }
        return isCanonical()
                ? page(found.get())
                : Response.seeOther(address(found.get().secret())).build();
    }

    /** Handles a submitted form; a POST without one, into which some email tools turn a GET, is answered like a GET. */
    Response answer() {
        if (typed.containsKey(CODE)) {
            return new MailedLinkStore(session, realm)
                    .find(String.join("", typed.get(CODE)))
                    .map(link -> Response.seeOther(address(link.secret())).build())
                    .orElseGet(() -> codeForm(false, true));
        }
        if (found.isEmpty()) {
            return show();
        }
        MailedLinkState state = links.state(found.get().link());
        if (typed.containsKey(AGAIN) && state.isRenewable()) {
            return sendAgain(found.get());
        }
        boolean isOpening = state == MailedLinkState.OPEN && (typed.containsKey(OPEN) || typed.containsKey(SWITCH));
        return isOpening ? open(found.get()) : show();
    }

    private Response page(MailedLinkStore.Found link) {
        new LinkBrowser(session, realm).remember();
        MailedLinkState state = links.state(link.link());
        if (state == MailedLinkState.OPEN && otherAccount(link.link()).isPresent()) {
            return otherAccount(link, otherAccount(link.link()).get());
        }
        return show(link, state.name());
    }

    private Response open(MailedLinkStore.Found link) {
        Optional<UserSessionModel> other = otherAccount(link.link());
        if (other.isPresent()) {
            if (!isTicket(link, other.get())) {
                return otherAccount(link, other.get());
            }
            new BrowserSession(session, realm).end(other.get());
        }
        return links.open(
                        link.link(), session.getContext().getUri().getBaseUri().toString())
                .map(url -> Response.seeOther(URI.create(url)).build())
                .orElseGet(() -> show(link, MailedLinkState.ENDED.name()));
    }

    /** The session of this browser if it is of somebody else: Keycloak refuses the link then. */
    private Optional<UserSessionModel> otherAccount(MailedLink link) {
        return link.userId().isEmpty()
                ? Optional.empty()
                : new BrowserSession(session, realm)
                        .find()
                        .filter(signedIn -> !signedIn.getUser().getId().equals(link.userId()));
    }

    private Response otherAccount(MailedLinkStore.Found link, UserSessionModel other) {
        RecoveryPageRenderer pages = pages(link);
        pages.form()
                .setAttribute("gatehouseOther", String.valueOf(other.getUser().getUsername()))
                .setAttribute("gatehouseTicket", ticket(link, other));
        return show(pages, link, Saying.OTHER_ACCOUNT.name());
    }

    /** Only a page that was shown in this browser can end its session, and not a form on another site. */
    private String ticket(MailedLinkStore.Found link, UserSessionModel other) {
        byte[] mac =
                RealmSecret.active(session, realm).hmac(LABEL, link.secret().body(), other.getId());
        return HexFormat.of().formatHex(mac, 0, 32);
    }

    private boolean isTicket(MailedLinkStore.Found link, UserSessionModel other) {
        String submitted = typed.getFirst(SWITCH);
        return submitted != null
                && MessageDigest.isEqual(
                        ticket(link, other).getBytes(StandardCharsets.US_ASCII),
                        submitted.getBytes(StandardCharsets.UTF_8));
    }

    private Response sendAgain(MailedLinkStore.Found link) {
        RecoveryEmailLimit limit = limit(link.link());
        if (!limit.take(KeycloakClock.now())) {
            return tooMany(link, limit.exhaustedUntil().orElseGet(KeycloakClock::now));
        }
        EventBuilder event = new EventBuilder(
                        realm, session, session.getContext().getConnection())
                .event(EventType.CUSTOM_REQUIRED_ACTION)
                .user(link.link().userId().isEmpty() ? null : link.link().userId())
                .detail(GatehouseEvents.ACTION, "link_sent_again");
        return switch (links.renew(link.link())) {
            case SENT -> {
                event.success();
                yield show(link, Saying.SENT.name());
            }
            case OVER -> {
                limit.giveBack();
                yield show(link, MailedLinkState.ENDED.name());
            }
            case NOT_SENT -> {
                limit.giveBack();
                yield show(link, Saying.NOT_SENT.name());
            }
        };
    }

    private Response tooMany(MailedLinkStore.Found link, Instant until) {
        RecoveryPageRenderer pages = pages(link);
        pages.form()
                .setAttribute(
                        "gatehouseWait",
                        RoundedDuration.between(KeycloakClock.now(), until).in(pages.form()));
        return show(pages, link, Saying.TOO_MANY.name());
    }

    private RecoveryEmailLimit limit(MailedLink link) {
        String account = link.userId().isEmpty()
                ? realm.getId() + ":" + Sha256.hex(link.address().toLowerCase(Locale.ROOT))
                : new AccountKey(realm.getId(), link.userId()).key();
        return RecoveryEmailLimit.ofMailedLinks(
                new SingleUseObjectStore(session.getKeycloakSessionFactory()), account, EmailInterval.of(session));
    }

    private Response show(MailedLinkStore.Found link, String saying) {
        return show(pages(link), link, saying);
    }

    private Response show(RecoveryPageRenderer pages, MailedLinkStore.Found link, String saying) {
        MailedLinkState state = links.state(link.link());
        String address = state == MailedLinkState.MOVED
                ? links.user(link.link()).map(UserModel::getEmail).orElse("")
                : link.link().address();
        pages.form()
                .setAttribute("gatehouseSaying", saying)
                .setAttribute("gatehouseKind", link.link().kind().name())
                .setAttribute("gatehouseName", links.name(link.link()))
                .setAttribute("gatehouseAddress", MaskedEmail.of(address))
                .setAttribute("gatehouseWayOn", wayOn(link.link().clientId()).toString());
        return pages.show(TEMPLATE);
    }

    /**
     * The form for the code.
     *
     * @param isDamaged whether the request was for a link, of which too much was lost
     * @param isWrong whether a wrong code was submitted
     */
    private Response codeForm(boolean isDamaged, boolean isWrong) {
        RecoveryPageRenderer pages = new RecoveryPageRenderer(session, realm, ReturnTarget.NONE, address());
        pages.form()
                .setAttribute("gatehouseSaying", Saying.CODE.name())
                .setAttribute("gatehouseKind", "")
                .setAttribute("gatehouseName", "")
                .setAttribute("gatehouseDamaged", isDamaged)
                .setAttribute("gatehouseWrong", isWrong)
                .setAttribute("gatehouseWayOn", wayOn("").toString());
        return pages.show(TEMPLATE);
    }

    private RecoveryPageRenderer pages(MailedLinkStore.Found link) {
        return new RecoveryPageRenderer(
                session, realm, new ReturnTarget(link.link().clientId(), "", "", ""), address(link.secret()));
    }

    private URI wayOn(String clientId) {
        return ReturnUrls.app(session, realm, new ReturnTarget(clientId, "", "", ""));
    }

    /** Whether the page is requested by its own URL, which a reload and a change of the language keep. */
    private boolean isCanonical() {
        return found.filter(link -> pathAndQuery
                        .replaceFirst("\\?.*", "")
                        .equals("/" + RecoveryUrls.LINK + "/" + link.secret().printed()))
                .isPresent();
    }

    /** What follows the name of the page, without the parameter by which the language is changed. */
    private String rest() {
        return pathAndQuery.substring(1 + RecoveryUrls.LINK.length()).replaceAll("[?&]kc_locale=[A-Za-z-]*", "");
    }

    private URI address() {
        return RecoveryUrls.of(session.getContext().getUri().getBaseUri(), realm, RecoveryUrls.LINK);
    }

    private URI address(ResetToken secret) {
        return RecoveryUrls.of(session.getContext().getUri().getBaseUri(), realm, RecoveryUrls.LINK, secret.printed());
    }
}
