package dev.gatehouse.recovery;

import dev.gatehouse.link.Ask;
import dev.gatehouse.link.FallbackCode;
import dev.gatehouse.link.Link;
import dev.gatehouse.link.LinkToken;
import dev.gatehouse.link.Purpose;
import dev.gatehouse.link.Way;
import dev.gatehouse.mfa.LocalTimes;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.FormMessage;

/** The page that asks for an address, and the page that waits for the mail, with a field for the code in it. */
final class ForgotDialogue {

    private static final String TEMPLATE = "gatehouse-forgot.ftl";
    private static final String ADDRESS = "username";
    private static final String CODE = "code";
    private static final String AGAIN = "again";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Recovery recovery;
    private final Optional<Ask> known;
    private final Way way;
    private final boolean isOther;
    private final boolean isNotMe;

    /**
     * The dialogue of one page.
     *
     * @param called path and query
     */
    ForgotDialogue(KeycloakSession session, RealmModel realm, String called) {
        this.session = session;
        this.realm = realm;
        this.recovery = new Recovery(session, realm);
        this.known = recovery.asks().find(called);
        this.way = known.map(Ask::way).orElseGet(() -> AppWay.read(session, realm, called));
        this.isOther = called.contains("/" + RecoveryAddress.OTHER);
        this.isNotMe = RecoveryResource.isPage(called, RecoveryAddress.NOT_ME);
    }

    /** Shows the page as it stands. Sends nothing. */
    Response show() {
        if (!isOfOneAccount() && !recovery.settings().isInUse()) {
            return refused(pages(way, page(false)), way, RecoveryPages.Saying.NOT_ALLOWED);
        }
        boolean isWaiting = known.flatMap(Ask::askedAt).isPresent() && !isNotMe && (!isOther || isOfOneAccount());
        return isWaiting ? waiting(known.get(), pages(known.get()), Optional.empty()) : asking(Optional.empty());
    }

    /** Does what was asked for. */
    Response answer() {
        MultivaluedMap<String, String> typed = session.getContext().getHttpRequest().getDecodedFormParameters();
        if (!isOfOneAccount() && !recovery.settings().isInUse()) {
            return show();
        }
        // Whoever was mailed without typing an address speaks for one account only.
        if (typed.containsKey(ADDRESS) && !isOfOneAccount()) {
            return address(PastedAddress.of(typed.getFirst(ADDRESS)));
        }
        Optional<Ask.Target> asked = known.filter(ask -> ask.askedAt().isPresent()).flatMap(Ask::target);
        if (asked.isEmpty()) {
            return show();
        }
        if (typed.containsKey(AGAIN)) {
            return send(known.get(), asked.get());
        }
        return typed.containsKey(CODE) ? code(known.get(), typed.getFirst(CODE)) : show();
    }

    /** Asks for a mail to an account that an earlier link has named. */
    static Response sendTo(KeycloakSession session, RealmModel realm, Link link) {
        Ask ask = Ask.begun(link.way(), Optional.empty(), link.purpose());
        ForgotDialogue dialogue = new ForgotDialogue(session, realm, "/" + ask.page().printed());
        boolean isAllowed = link.purpose().isOfOneAccount() || dialogue.recovery.settings().isInUse();
        return isAllowed ? dialogue.send(ask, new Ask.Account(link.userId())) : dialogue.show();
    }

    private boolean isOfOneAccount() {
        return known.filter(ask -> ask.purpose().isOfOneAccount()).isPresent();
    }

    private Response address(String address) {
        if (address.isEmpty()) {
            return asking(Optional.of("gatehouseForgotEmpty"));
        }
        // Kept once the request is accepted: what a limit refuses must not fill the store.
        Ask ask = known.filter(begun -> begun.purpose() == purpose())
                .orElseGet(() -> Ask.begun(way, Optional.empty(), purpose()));
        return send(ask, new Ask.Address(address));
    }

    /** What the page is for. */
    private Purpose purpose() {
        return isNotMe ? Purpose.SECURE : known.map(Ask::purpose).orElse(Purpose.RESET);
    }

    private Response send(Ask ask, Ask.Target target) {
        Recovery.Request request = recovery.request(ask, target);
        return switch (request.kind()) {
            case ACCEPTED -> Response.seeOther(action(RecoveryAddress.FORGOT, ask.page().printed())).build();
            case TOO_SOON -> tooSoon(ask, (Recovery.Request.TooSoon) request);
            case TOO_MANY -> tooMany(ask, (Recovery.Request.TooMany) request);
            case BUSY -> refused(pages(ask), ask.way(), RecoveryPages.Saying.BUSY);
            case NO_MAIL -> refused(pages(ask), ask.way(), RecoveryPages.Saying.NO_MAIL);
        };
    }

    private Response tooSoon(Ask ask, Recovery.Request.TooSoon tooSoon) {
        RecoveryPages pages = pages(ask);
        pages.form().setAttribute("gatehouseWait", tooSoon.secondsFrom(recovery.now()));
        return waiting(ask, pages, Optional.empty());
    }

    private Response tooMany(Ask ask, Recovery.Request.TooMany tooMany) {
        RecoveryPages pages = pages(ask);
        pages.form().setAttribute("gatehouseUntil", time(tooMany.until()));
        return refused(pages, ask.way(), RecoveryPages.Saying.TOO_MANY);
    }

    /** No mail will come; the person may still remember the password, or come back later. */
    private Response refused(RecoveryPages pages, Way from, RecoveryPages.Saying saying) {
        Optional<URI> wayOn = WayOn.begunLogin(session, realm, from).or(() -> Optional.of(WayOn.app(session, realm, from)));
        return pages.say(saying, RecoveryPages.Offer.NOTHING, wayOn);
    }

    private Response code(Ask ask, String text) {
        RecoveryPages pages = pages(ask);
        FallbackCode typed = FallbackCode.read(text);
        if (text.isBlank()) {
            return waiting(ask, pages, Optional.of("gatehouseForgotCodeEmpty"));
        }
        if (!typed.isWhole()) {
            return waiting(ask, pages, Optional.of("gatehouseForgotCodeMalformed"));
        }
        if (!recovery.asks().takeTry(ask.page())) {
            return waiting(ask, pages, Optional.of("gatehouseForgotCodeTooMany"));
        }
        Optional<Link> link = recovery.asks().recognise(ask.page(), text).filter(expected -> recovery.asks().spend(ask.page()));
        if (link.isEmpty()) {
            boolean canTry = recovery.asks().canTry(ask.page());
            return waiting(ask, pages, Optional.of(canTry ? "gatehouseForgotCodeWrong" : "gatehouseForgotCodeTooMany"));
        }
        // As it was when the mail was written: what has made the link in it worthless since has made the code so too.
        LinkToken token = recovery.links().issue(link.get());
        return Response.seeOther(action(token.printed())).build();
    }

    private Response asking(Optional<String> error) {
        RecoveryPages pages = pages(way, known.map(ask -> page(ask, isNotMe)).orElseGet(() -> page(isNotMe)));
        pages.form().setAttribute("gatehouseNotMe", purpose() == Purpose.SECURE)
                .setAttribute("gatehouseNotMeAddress", known.map(ask -> page(ask, true)).orElseGet(() -> page(true)).toString());
        known.flatMap(Ask::target).filter(Ask.Hint.class::isInstance)
                .ifPresent(hint -> pages.form().setAttribute("gatehouseHint", ((Ask.Hint) hint).address()));
        known.flatMap(ask -> WayOn.begunLogin(session, realm, ask.way()))
                .ifPresent(login -> pages.form().setAttribute("gatehouseWayBack", login.toString()));
        error.ifPresent(message -> pages.form().addError(new FormMessage(ADDRESS, message)));
        return pages.show(TEMPLATE);
    }

    private Response waiting(Ask ask, RecoveryPages pages, Optional<String> error) {
        error.ifPresent(message -> pages.form().addError(new FormMessage(CODE, message)));
        pages.form().setAttribute("gatehouseWaiting", true)
                .setAttribute("gatehouseTakesCode", !ask.purpose().isOfOneAccount())
                .setAttribute("gatehouseOtherAddress", action(RecoveryAddress.FORGOT, ask.page().printed(), RecoveryAddress.OTHER).toString());
        return pages.show(TEMPLATE);
    }

    private URI page(Ask ask, boolean notMe) {
        return action(notMe ? RecoveryAddress.NOT_ME : RecoveryAddress.FORGOT, ask.page().printed());
    }

    private URI page(boolean notMe) {
        String name = notMe ? RecoveryAddress.NOT_ME : RecoveryAddress.FORGOT;
        return AppWay.of(way).flatMap(AppWay::printed).map(app -> action(name, RecoveryAddress.FROM, app)).orElseGet(() -> action(name));
    }

    private RecoveryPages pages(Ask ask) {
        return pages(ask.way(), action(RecoveryAddress.FORGOT, ask.page().printed()));
    }

    private RecoveryPages pages(Way from, URI action) {
        return new RecoveryPages(session, realm, from, action);
    }

    private String time(Instant until) {
        return LocalTimes.ofNobody(session.getContext().resolveLocale(null)).timeAfter(until);
    }

    private URI action(String... path) {
        return RecoveryAddress.of(session.getContext().getUri().getBaseUri(), realm, path);
    }
}
