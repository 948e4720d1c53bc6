package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.text.LocalizedTimes;
import dev.gatehouse.recovery.token.FallbackCode;
import dev.gatehouse.recovery.token.LinkPurpose;
import dev.gatehouse.recovery.token.ResetLink;
import dev.gatehouse.recovery.token.ResetRequest;
import dev.gatehouse.recovery.token.ResetToken;
import dev.gatehouse.recovery.token.ReturnTarget;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.FormMessage;

/** The page that asks for an address, and the page that waits for the mail, with a field for the code in it. */
final class ForgotPasswordPage {

    private static final String TEMPLATE = "gatehouse-forgot.ftl";
    private static final String ADDRESS = "username";
    private static final String CODE = "code";
    private static final String AGAIN = "again";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final RecoveryService recovery;
    private final Optional<ResetRequest> known;
    private final ReturnTarget returnTarget;
    private final boolean isOther;
    private final boolean isNotMe;

    /**
     * The dialogue of one page.
     *
     * @param called path and query
     */
    ForgotPasswordPage(KeycloakSession session, RealmModel realm, String called) {
        this.session = session;
        this.realm = realm;
        this.recovery = new RecoveryService(session, realm);
        this.known = recovery.asks().find(called);
        this.returnTarget = known.map(ResetRequest::returnTarget).orElseGet(() -> ReturnApp.read(session, realm, called));
        this.isOther = called.contains("/" + RecoveryUrls.OTHER);
        this.isNotMe = RecoveryResource.isPage(called, RecoveryUrls.NOT_ME);
    }

    /** Shows the page as it stands. Sends nothing. */
    Response show() {
        if (!isOfOneAccount() && !recovery.settings().isInUse()) {
            return refused(pages(returnTarget, page(false)), returnTarget, RecoveryPageRenderer.Saying.NOT_ALLOWED);
        }
        boolean isWaiting = known.flatMap(ResetRequest::requestedAt).isPresent() && !isNotMe && (!isOther || isOfOneAccount());
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
        Optional<ResetRequest.Target> asked = known.filter(resetRequest -> resetRequest.requestedAt().isPresent()).flatMap(ResetRequest::target);
        if (asked.isEmpty()) {
            return show();
        }
        if (typed.containsKey(AGAIN)) {
            return send(known.get(), asked.get());
        }
        return typed.containsKey(CODE) ? code(known.get(), typed.getFirst(CODE)) : show();
    }

    /** Asks for a mail to an account that an earlier link has named. */
    static Response sendTo(KeycloakSession session, RealmModel realm, ResetLink link) {
        ResetRequest resetRequest = ResetRequest.begun(link.returnTarget(), Optional.empty(), link.purpose());
        ForgotPasswordPage dialogue = new ForgotPasswordPage(session, realm, "/" + resetRequest.page().printed());
        boolean isAllowed = link.purpose().isOfOneAccount() || dialogue.recovery.settings().isInUse();
        return isAllowed ? dialogue.send(resetRequest, new ResetRequest.Account(link.userId())) : dialogue.show();
    }

    private boolean isOfOneAccount() {
        return known.filter(resetRequest -> resetRequest.purpose().isOfOneAccount()).isPresent();
    }

    private Response address(String address) {
        if (address.isEmpty()) {
            return asking(Optional.of("gatehouseForgotEmpty"));
        }
        // Kept once the request is accepted: what a limit refuses must not fill the store.
        ResetRequest resetRequest = known.filter(begun -> begun.purpose() == purpose())
                .orElseGet(() -> ResetRequest.begun(returnTarget, Optional.empty(), purpose()));
        return send(resetRequest, new ResetRequest.Address(address));
    }

    /** What the page is for. */
    private LinkPurpose purpose() {
        return isNotMe ? LinkPurpose.SECURE : known.map(ResetRequest::purpose).orElse(LinkPurpose.RESET);
    }

    private Response send(ResetRequest resetRequest, ResetRequest.Target target) {
        RecoveryService.Request request = recovery.request(resetRequest, target);
        return switch (request.kind()) {
            case ACCEPTED -> Response.seeOther(action(RecoveryUrls.FORGOT, resetRequest.page().printed())).build();
            case TOO_SOON -> tooSoon(resetRequest, (RecoveryService.Request.TooSoon) request);
            case TOO_MANY -> tooMany(resetRequest, (RecoveryService.Request.TooMany) request);
            case BUSY -> refused(pages(resetRequest), resetRequest.returnTarget(), RecoveryPageRenderer.Saying.BUSY);
            case NO_MAIL -> refused(pages(resetRequest), resetRequest.returnTarget(), RecoveryPageRenderer.Saying.NO_MAIL);
        };
    }

    private Response tooSoon(ResetRequest resetRequest, RecoveryService.Request.TooSoon tooSoon) {
        RecoveryPageRenderer pages = pages(resetRequest);
        pages.form().setAttribute("gatehouseWait", tooSoon.secondsFrom(recovery.now()));
        return waiting(resetRequest, pages, Optional.empty());
    }

    private Response tooMany(ResetRequest resetRequest, RecoveryService.Request.TooMany tooMany) {
        RecoveryPageRenderer pages = pages(resetRequest);
        pages.form().setAttribute("gatehouseUntil", time(tooMany.until()));
        return refused(pages, resetRequest.returnTarget(), RecoveryPageRenderer.Saying.TOO_MANY);
    }

    /** No mail will come; the person may still remember the password, or come back later. */
    private Response refused(RecoveryPageRenderer pages, ReturnTarget from, RecoveryPageRenderer.Saying saying) {
        Optional<URI> wayOn = ReturnUrls.begunLogin(session, realm, from).or(() -> Optional.of(ReturnUrls.app(session, realm, from)));
        return pages.say(saying, RecoveryPageRenderer.Offer.NOTHING, wayOn);
    }

    private Response code(ResetRequest resetRequest, String text) {
        RecoveryPageRenderer pages = pages(resetRequest);
        FallbackCode typed = FallbackCode.read(text);
        if (text.isBlank()) {
            return waiting(resetRequest, pages, Optional.of("gatehouseForgotCodeEmpty"));
        }
        if (!typed.isWhole()) {
            return waiting(resetRequest, pages, Optional.of("gatehouseForgotCodeMalformed"));
        }
        if (!recovery.asks().takeTry(resetRequest.page())) {
            return waiting(resetRequest, pages, Optional.of("gatehouseForgotCodeTooMany"));
        }
        Optional<ResetLink> link = recovery.asks().recognise(resetRequest.page(), text).filter(expected -> recovery.asks().spend(resetRequest.page()));
        if (link.isEmpty()) {
            boolean canTry = recovery.asks().canTry(resetRequest.page());
            return waiting(resetRequest, pages, Optional.of(canTry ? "gatehouseForgotCodeWrong" : "gatehouseForgotCodeTooMany"));
        }
        // As it was when the mail was written: what has made the link in it worthless since has made the code so too.
        ResetToken token = recovery.links().issue(link.get());
        return Response.seeOther(action(token.printed())).build();
    }

    private Response asking(Optional<String> error) {
        RecoveryPageRenderer pages = pages(returnTarget, known.map(resetRequest -> page(resetRequest, isNotMe)).orElseGet(() -> page(isNotMe)));
        pages.form().setAttribute("gatehouseNotMe", purpose() == LinkPurpose.SECURE)
                .setAttribute("gatehouseNotMeAddress", known.map(resetRequest -> page(resetRequest, true)).orElseGet(() -> page(true)).toString());
        known.flatMap(ResetRequest::target).filter(ResetRequest.Hint.class::isInstance)
                .ifPresent(hint -> pages.form().setAttribute("gatehouseHint", ((ResetRequest.Hint) hint).address()));
        known.flatMap(resetRequest -> ReturnUrls.begunLogin(session, realm, resetRequest.returnTarget()))
                .ifPresent(login -> pages.form().setAttribute("gatehouseWayBack", login.toString()));
        error.ifPresent(message -> pages.form().addError(new FormMessage(ADDRESS, message)));
        return pages.show(TEMPLATE);
    }

    private Response waiting(ResetRequest resetRequest, RecoveryPageRenderer pages, Optional<String> error) {
        error.ifPresent(message -> pages.form().addError(new FormMessage(CODE, message)));
        pages.form().setAttribute("gatehouseWaiting", true)
                .setAttribute("gatehouseTakesCode", !resetRequest.purpose().isOfOneAccount())
                .setAttribute("gatehouseOtherAddress", action(RecoveryUrls.FORGOT, resetRequest.page().printed(), RecoveryUrls.OTHER).toString());
        return pages.show(TEMPLATE);
    }

    private URI page(ResetRequest resetRequest, boolean notMe) {
        return action(notMe ? RecoveryUrls.NOT_ME : RecoveryUrls.FORGOT, resetRequest.page().printed());
    }

    private URI page(boolean notMe) {
        String name = notMe ? RecoveryUrls.NOT_ME : RecoveryUrls.FORGOT;
        return ReturnApp.of(returnTarget).flatMap(ReturnApp::printed).map(app -> action(name, RecoveryUrls.FROM, app)).orElseGet(() -> action(name));
    }

    private RecoveryPageRenderer pages(ResetRequest resetRequest) {
        return pages(resetRequest.returnTarget(), action(RecoveryUrls.FORGOT, resetRequest.page().printed()));
    }

    private RecoveryPageRenderer pages(ReturnTarget from, URI action) {
        return new RecoveryPageRenderer(session, realm, from, action);
    }

    private String time(Instant until) {
        return LocalizedTimes.ofNobody(session.getContext().resolveLocale(null)).timeAfter(until);
    }

    private URI action(String... path) {
        return RecoveryUrls.of(session.getContext().getUri().getBaseUri(), realm, path);
    }
}
