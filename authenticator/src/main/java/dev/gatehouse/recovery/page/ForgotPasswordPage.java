package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.account.TypedName;
import dev.gatehouse.keycloak.text.RoundedDuration;
import dev.gatehouse.recovery.token.LinkPurpose;
import dev.gatehouse.recovery.token.ResetLink;
import dev.gatehouse.recovery.token.ResetRequest;
import dev.gatehouse.recovery.token.ReturnTarget;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.FormMessage;

/** The page that prompts for an address, and the page that waits for the email, with a field for the code in it. */
final class ForgotPasswordPage {

    private static final String TEMPLATE = "gatehouse-forgot.ftl";
    private static final String ADDRESS = "username";
    private static final String CODE = "code";
    private static final String AGAIN = "again";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final RecoveryService recovery;
    private final Optional<ResetRequest> saved;
    private final ReturnTarget returnTarget;
    private final boolean isOther;
    private final boolean isNotMe;

    /**
     * Handles one page.
     *
     * @param pathAndQuery path and query of the request
     */
    ForgotPasswordPage(KeycloakSession session, RealmModel realm, String pathAndQuery) {
        this.session = session;
        this.realm = realm;
        this.recovery = new RecoveryService(session, realm);
        this.saved = recovery.requests().find(pathAndQuery);
        this.returnTarget =
                saved.map(ResetRequest::returnTarget).orElseGet(() -> ReturnApp.read(session, realm, pathAndQuery));
        this.isOther = pathAndQuery.contains("/" + RecoveryUrls.OTHER);
        this.isNotMe = RecoveryPages.isPage(pathAndQuery, RecoveryUrls.NOT_ME);
    }

    /** Shows the page in its current state. Sends no email. */
    Response show() {
        if (!isForOneAccount() && !recovery.settings().isInUse()) {
            return refused(pages(returnTarget, page(false)), returnTarget, RecoveryPageRenderer.Message.NOT_ALLOWED);
        }
        boolean isWaiting =
                saved.flatMap(ResetRequest::requestedAt).isPresent() && !isNotMe && (!isOther || isForOneAccount());
        if (!isWaiting) {
            return addressForm(Optional.empty());
        }
        return recovery.requests().isDone(saved.get())
                ? done(saved.get())
                : waitingPage(saved.get(), pages(saved.get()), Optional.empty());
    }

    /** The password was changed through the email that the page waited for, in whatever browser; it signs nobody in here. */
    private Response done(ResetRequest resetRequest) {
        RecoveryPageRenderer pages = pages(resetRequest);
        ReturnTarget from = resetRequest.returnTarget();
        Optional<URI> back = resetRequest.target().flatMap(target -> new ChangeReturn(session, realm)
                .of(resetRequest.purpose(), target.name(), from));
        pages.form().setAttribute("gatehouseSignedIn", back.isPresent());
        // A change has not begun at a login.
        Optional<URI> login = isForOneAccount() ? Optional.empty() : ReturnUrls.begunLogin(session, realm, from);
        return pages.showMessage(
                RecoveryPageRenderer.Message.DONE,
                RecoveryPageRenderer.Offer.NOTHING,
                back.or(() -> login).or(() -> Optional.of(ReturnUrls.app(session, realm, from))));
    }

    /** Handles a submitted form. */
    Response answer() {
        MultivaluedMap<String, String> typed =
                session.getContext().getHttpRequest().getDecodedFormParameters();
        if (!isForOneAccount() && !recovery.settings().isInUse()) {
            return show();
        }
        // A request for which no address was typed is about one account only.
        if (typed.containsKey(ADDRESS) && !isForOneAccount()) {
            return address(TypedName.of(typed.getFirst(ADDRESS)));
        }
        Optional<ResetRequest.Target> target = saved.filter(
                        resetRequest -> resetRequest.requestedAt().isPresent())
                .flatMap(ResetRequest::target);
        if (target.isEmpty()) {
            return show();
        }
        if (typed.containsKey(AGAIN)) {
            return send(saved.get(), target.get());
        }
        return typed.containsKey(CODE) ? code(saved.get(), typed.getFirst(CODE)) : show();
    }

    /** Requests an email to the account of an earlier link. */
    static Response sendTo(KeycloakSession session, RealmModel realm, ResetLink link) {
        ResetRequest resetRequest = ResetRequest.begun(link.returnTarget(), Optional.empty(), link.purpose());
        ForgotPasswordPage page =
                new ForgotPasswordPage(session, realm, "/" + resetRequest.page().printed());
        boolean isAllowed =
                link.purpose().isForOneAccount() || page.recovery.settings().isInUse();
        return isAllowed ? page.send(resetRequest, new ResetRequest.Account(link.userId())) : page.show();
    }

    private boolean isForOneAccount() {
        return saved.filter(resetRequest -> resetRequest.purpose().isForOneAccount())
                .isPresent();
    }

    private Response address(TypedName name) {
        if (name.cleaned().isEmpty()) {
            return addressForm(Optional.of(isByName() ? "gatehouseForgotNameEmpty" : "gatehouseForgotEmpty"));
        }
        // Saved only once the request is accepted: requests refused by a rate limit must not fill the store.
        ResetRequest resetRequest = saved.filter(begun -> begun.purpose() == purpose())
                .orElseGet(() -> ResetRequest.begun(returnTarget, Optional.empty(), purpose()));
        return send(resetRequest, ResetRequest.Address.of(name));
    }

    /** Whether users sign in with names that are no addresses. */
    private boolean isByName() {
        return !(realm.isRegistrationEmailAsUsername() && realm.isLoginWithEmailAllowed());
    }

    /** The purpose of the page. */
    private LinkPurpose purpose() {
        return isNotMe ? LinkPurpose.SECURE : saved.map(ResetRequest::purpose).orElse(LinkPurpose.RESET);
    }

    private Response send(ResetRequest resetRequest, ResetRequest.Target target) {
        RecoveryService.Request request = recovery.request(resetRequest, target);
        return switch (request.kind()) {
            case ACCEPTED ->
                Response.seeOther(
                                action(RecoveryUrls.FORGOT, resetRequest.page().printed()))
                        .build();
            case TOO_SOON -> tooSoon(resetRequest, (RecoveryService.Request.TooSoon) request);
            case TOO_MANY -> tooMany(resetRequest, (RecoveryService.Request.TooMany) request);
            case BUSY -> refused(pages(resetRequest), resetRequest.returnTarget(), RecoveryPageRenderer.Message.BUSY);
            case NO_MAIL ->
                refused(pages(resetRequest), resetRequest.returnTarget(), RecoveryPageRenderer.Message.NO_MAIL);
        };
    }

    private Response tooSoon(ResetRequest resetRequest, RecoveryService.Request.TooSoon tooSoon) {
        RecoveryPageRenderer pages = pages(resetRequest);
        pages.form().setAttribute("gatehouseWait", tooSoon.secondsFrom(recovery.now()));
        return waitingPage(resetRequest, pages, Optional.empty());
    }

    private Response tooMany(ResetRequest resetRequest, RecoveryService.Request.TooMany tooMany) {
        RecoveryPageRenderer pages = pages(resetRequest);
        RoundedDuration wait = RoundedDuration.between(recovery.now(), tooMany.until());
        pages.form().setAttribute("gatehouseWait", wait.in(pages.form()));
        return refused(pages, resetRequest.returnTarget(), RecoveryPageRenderer.Message.TOO_MANY);
    }

    /** No email will be sent; the user may still remember the password, or come back later. */
    private Response refused(RecoveryPageRenderer pages, ReturnTarget from, RecoveryPageRenderer.Message message) {
        Optional<URI> nextUrl =
                ReturnUrls.begunLogin(session, realm, from).or(() -> Optional.of(ReturnUrls.app(session, realm, from)));
        return pages.showMessage(message, RecoveryPageRenderer.Offer.NOTHING, nextUrl);
    }

    private Response code(ResetRequest resetRequest, String text) {
        RecoveryPageRenderer pages = pages(resetRequest);
        CodeEntry.Result result = new CodeEntry(recovery, resetRequest.page()).enter(text);
        return switch (result.kind()) {
            case OPENED ->
                Response.seeOther(action(((CodeEntry.Opened) result).link().printed()))
                        .build();
            case REFUSED -> waitingPage(resetRequest, pages, Optional.of(((CodeEntry.Refused) result).message()));
        };
    }

    private Response addressForm(Optional<String> error) {
        RecoveryPageRenderer pages = pages(
                returnTarget,
                saved.map(resetRequest -> page(resetRequest, isNotMe)).orElseGet(() -> page(isNotMe)));
        pages.form()
                .setAttribute("gatehouseNotMe", purpose() == LinkPurpose.SECURE)
                .setAttribute(
                        "gatehouseNotMeAddress",
                        saved.map(resetRequest -> page(resetRequest, true))
                                .orElseGet(() -> page(true))
                                .toString());
        saved.flatMap(ResetRequest::target).flatMap(ForgotPasswordPage::text).ifPresent(text -> pages.form()
                .setAttribute("gatehouseHint", text));
        saved.flatMap(resetRequest -> ReturnUrls.begunLogin(session, realm, resetRequest.returnTarget()))
                .ifPresent(login -> pages.form().setAttribute("gatehouseWayBack", login.toString()));
        error.ifPresent(message -> pages.form().addError(new FormMessage(ADDRESS, message)));
        return pages.show(TEMPLATE);
    }

    private Response waitingPage(ResetRequest resetRequest, RecoveryPageRenderer pages, Optional<String> error) {
        error.ifPresent(message -> pages.form().addError(new FormMessage(CODE, message)));
        pages.form()
                .setAttribute("gatehouseWaiting", true)
                .setAttribute("gatehouseTakesCode", resetRequest.purpose().hasCode());
        showWaiting(session, realm, pages.form(), resetRequest);
        if (!resetRequest.purpose().isForOneAccount()) {
            // What was typed, not what was found: it is the same for every address.
            resetRequest.target().flatMap(ForgotPasswordPage::text).ifPresent(text -> pages.form()
                    .setAttribute("gatehouseTyped", text));
            pages.form()
                    .setAttribute(
                            "gatehouseOtherAddress",
                            action(RecoveryUrls.FORGOT, resetRequest.page().printed(), RecoveryUrls.OTHER)
                                    .toString());
        }
        return pages.show(TEMPLATE);
    }

    /** Lets the script of a waiting page look whether it may move on, and says where to: to this page, which needs no login. */
    static void showWaiting(
            KeycloakSession session, RealmModel realm, LoginFormsProvider form, ResetRequest resetRequest) {
        URI base = session.getContext().getUri().getBaseUri();
        String page = resetRequest.page().printed();
        form.setAttribute(
                        "gatehouseStateUrl",
                        RecoveryUrls.of(
                                        base,
                                        realm,
                                        RecoveryUrls.FORGOT,
                                        resetRequest.waiting(realm.getId()),
                                        RecoveryUrls.STATE)
                                .toString())
                .setAttribute(
                        "gatehouseNextUrl",
                        RecoveryUrls.of(base, realm, RecoveryUrls.FORGOT, page).toString());
    }

    /** The text that was typed, or is suggested. */
    private static Optional<String> text(ResetRequest.Target target) {
        return switch (target.kind()) {
            case HINT -> Optional.of(((ResetRequest.Hint) target).address());
            case ADDRESS -> Optional.of(((ResetRequest.Address) target).address());
            case ACCOUNT -> Optional.empty();
        };
    }

    private URI page(ResetRequest resetRequest, boolean notMe) {
        return action(
                notMe ? RecoveryUrls.NOT_ME : RecoveryUrls.FORGOT,
                resetRequest.page().printed());
    }

    private URI page(boolean notMe) {
        String name = notMe ? RecoveryUrls.NOT_ME : RecoveryUrls.FORGOT;
        return ReturnApp.of(returnTarget)
                .flatMap(ReturnApp::printed)
                .map(app -> action(name, RecoveryUrls.FROM, app))
                .orElseGet(() -> action(name));
    }

    private RecoveryPageRenderer pages(ResetRequest resetRequest) {
        return pages(
                resetRequest.returnTarget(),
                action(RecoveryUrls.FORGOT, resetRequest.page().printed()));
    }

    private RecoveryPageRenderer pages(ReturnTarget from, URI action) {
        return new RecoveryPageRenderer(session, realm, from, action);
    }

    private URI action(String... path) {
        return RecoveryUrls.of(session.getContext().getUri().getBaseUri(), realm, path);
    }
}
