package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.account.AccountName;
import dev.gatehouse.keycloak.crypto.RealmSecret;
import dev.gatehouse.keycloak.event.GatehouseEvents;
import dev.gatehouse.mfa.decision.RecoveredLogin;
import dev.gatehouse.mfa.device.VerifiedMailboxCookie;
import dev.gatehouse.mfa.lockout.TemporaryLockout;
import dev.gatehouse.mfa.stamp.SecurityStampService;
import dev.gatehouse.recovery.token.FormGraceTicket;
import dev.gatehouse.recovery.token.LinkPurpose;
import dev.gatehouse.recovery.token.ResetLink;
import dev.gatehouse.recovery.token.ResetLinkState;
import dev.gatehouse.recovery.token.ResetToken;
import dev.gatehouse.recovery.token.ReturnTarget;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** The page that an emailed link opens: the form for a new password, or a page that reports the state of the link and sends a new one. */
final class ResetPasswordPage {

    private static final String TEMPLATE = "gatehouse-new-password.ftl";
    private static final String SECURE_TEMPLATE = "gatehouse-secure.ftl";
    private static final String AGAIN = "again";
    private static final String OPENED = "opened";
    private static final String SECURE = "secure";
    private static final String RESUME_TEMPLATE = "gatehouse-resume.ftl";
    private static final String RESUME = "resume";
    private static final String REMOVE = "remove";
    private static final String SHOWN = "shown";
    private static final String NEW_PASSWORD = "password-new";
    private static final String REPEATED = "password-confirm";
    private static final String SIGN_OUT_OTHERS = "logout-sessions";
    private static final String SHARED_COMPUTER = "sharedComputer";
    private static final String KEEP_REQUESTING_SESSION = "keep-asking";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final RecoveryService recovery;
    private final String pathAndQuery;
    private final ResetLinkState state;
    private final MultivaluedMap<String, String> typed;

    /**
     * Handles one link.
     *
     * @param pathAndQuery path and query of the request
     */
    ResetPasswordPage(KeycloakSession session, RealmModel realm, String pathAndQuery) {
        this.session = session;
        this.realm = realm;
        this.recovery = new RecoveryService(session, realm);
        this.pathAndQuery = pathAndQuery;
        this.state = recovery.links().find(pathAndQuery);
        this.typed = session.getContext().getHttpRequest().getDecodedFormParameters();
    }

    /** Shows what the link opens. Changes nothing, however often and by whatever client it is requested. */
    Response show() {
        return token().filter(token -> !isCanonical(token))
                .map(token -> Response.seeOther(address(token.printed())).build())
                .orElseGet(this::page);
    }

    /** Handles a submitted form; a POST without one, into which some email tools turn a GET, is answered like a GET. */
    Response answer() {
        return state.found().map(this::answer).orElseGet(this::show);
    }

    private Response answer(ResetLinkState.Found found) {
        if (typed.containsKey(AGAIN)) {
            return ForgotPasswordPage.sendTo(session, realm, found.link());
        }
        return switch (found.link().purpose()) {
            case SECURE ->
                typed.containsKey(SECURE) && isInTime(found) ? page(found, user -> secure(found, user)) : show();
            case RESUME ->
                typed.containsKey(RESUME) && isInTime(found) ? page(found, user -> resume(found, user)) : show();
            case RESET, CHANGE -> typed.containsKey(NEW_PASSWORD) ? submit(found) : show();
        };
    }

    private Response page() {
        return switch (state.kind()) {
            case OPEN -> open((ResetLinkState.Open) state);
            case EXPIRED -> expired((ResetLinkState.Expired) state);
            case USED -> used((ResetLinkState.Used) state);
            case OVERTAKEN ->
                showMessage(
                        (ResetLinkState.Superseded) state,
                        RecoveryPageRenderer.Message.OVERTAKEN,
                        RecoveryPageRenderer.Offer.NEW_LINK);
            case UNKNOWN -> notFound(RecoveryPageRenderer.Message.UNKNOWN);
            case UNREADABLE -> notFound(RecoveryPageRenderer.Message.UNREADABLE);
        };
    }

    private Response open(ResetLinkState.Open open) {
        return page(open, user -> switch (open.link().purpose()) {
            case SECURE -> secureForm(open, user);
            case RESUME -> resumeForm(open, user);
            case RESET, CHANGE ->
                ReadOnlyPassword.isOf(realm, user)
                        ? showMessage(open, RecoveryPageRenderer.Message.NOT_HERE, RecoveryPageRenderer.Offer.NOTHING)
                        : form(open, user, List.of(), PasswordChange.Others.PROPOSED);
        });
    }

    private Response expired(ResetLinkState.Expired expired) {
        return page(
                expired,
                user -> showMessage(
                        expired, RecoveryPageRenderer.Message.EXPIRED, RecoveryPageRenderer.Offer.NEW_LINK));
    }

    private Response used(ResetLinkState.Used used) {
        boolean isDone = pathAndQuery.contains("/" + RecoveryUrls.DONE);
        return isDone
                ? showMessage(used, RecoveryPageRenderer.Message.DONE, RecoveryPageRenderer.Offer.NOTHING)
                : showMessage(used, RecoveryPageRenderer.Message.USED, RecoveryPageRenderer.Offer.NEW_LINK);
    }

    private Response notFound(RecoveryPageRenderer.Message message) {
        boolean canRequest = recovery.settings().isInUse();
        return new RecoveryPageRenderer(session, realm, ReturnTarget.NONE, address(RecoveryUrls.FORGOT))
                .showMessage(
                        message,
                        canRequest
                                ? RecoveryPageRenderer.Offer.NEW_LINK_TO_ADDRESS
                                : RecoveryPageRenderer.Offer.NOTHING,
                        Optional.empty());
    }

    /** A page for an account that still exists, can be used, and has not changed since the link was emailed. */
    private Response page(ResetLinkState.Found found, Function<UserModel, Response> page) {
        UserModel user = session.users().getUserById(realm, found.link().userId());
        if (user == null) {
            return new RecoveryPageRenderer(session, realm, ReturnTarget.NONE, address(RecoveryUrls.FORGOT))
                    .showMessage(
                            RecoveryPageRenderer.Message.UNKNOWN,
                            RecoveryPageRenderer.Offer.NEW_LINK_TO_ADDRESS,
                            Optional.empty());
        }
        if (Recipient.isLocked(session, realm, user)) {
            return showMessage(found, RecoveryPageRenderer.Message.LOCKED, RecoveryPageRenderer.Offer.NOTHING);
        }
        if (!found.link().purpose().isForOneAccount() && !realm.isResetPasswordAllowed()) {
            return showMessage(found, RecoveryPageRenderer.Message.NOT_ALLOWED, RecoveryPageRenderer.Offer.NOTHING);
        }
        return new SecurityStampService(session, realm)
                        .of(user)
                        .equals(found.link().stamp())
                ? page.apply(user)
                : showMessage(found, RecoveryPageRenderer.Message.OVERTAKEN, RecoveryPageRenderer.Offer.NEW_LINK);
    }

    private boolean isInTime(ResetLinkState.Found found) {
        return switch (found.kind()) {
            case OPEN -> true;
            case EXPIRED -> ticket(found).isGood(typed.getFirst(OPENED), recovery.now());
            case USED, OVERTAKEN, UNKNOWN, UNREADABLE -> false;
        };
    }

    private Response resumeForm(ResetLinkState.Found found, UserModel user) {
        RecoveryPageRenderer pages = pages(found);
        pages.form()
                .setAttribute("gatehouseAddress", AccountName.onPage(user))
                .setAttribute("gatehouseOpened", ticket(found).issue(recovery.now()));
        return pages.show(RESUME_TEMPLATE);
    }

    /**
     * Lifts the lock, and exempts this browser from locks that a stranger causes next. The link stays valid until it expires: it can do no
     * more.
     */
    private Response resume(ResetLinkState.Found found, UserModel user) {
        new TemporaryLockout(session, realm, user).lift();
        new VerifiedMailboxCookie(session, realm, user, VerifiedMailboxCookie.Use.PAST_LOCKOUT).remember(false);
        new EventBuilder(realm, session, session.getContext().getConnection())
                .user(user)
                .event(EventType.CUSTOM_REQUIRED_ACTION)
                .detail(GatehouseEvents.ACTION, "sign_in_resumed")
                .success();
        return showMessage(found, RecoveryPageRenderer.Message.RESUMED, RecoveryPageRenderer.Offer.NOTHING);
    }

    private Response submit(ResetLinkState.Found found) {
        return isInTime(found) ? page(found, user -> submit(found, user)) : page();
    }

    private Response secureForm(ResetLinkState.Found found, UserModel user) {
        RecoveryPageRenderer pages = pages(found);
        List<Map<String, Object>> rows = new EnrolledCredentialsView(session, realm, user).rows();
        pages.form()
                .setAttribute("gatehouseAddress", AccountName.onPage(user))
                .setAttribute("gatehouseEnrolled", rows)
                .setAttribute(
                        "gatehouseShown",
                        EnrolledCredentialsView.Choice.shown(rows.stream().map(row -> (String) row.get("mark"))))
                .setAttribute("gatehouseOpened", ticket(found).issue(recovery.now()));
        return pages.show(SECURE_TEMPLATE);
    }

    /** Ends all sessions; then the same mailbox leads to a new password. The link stays valid until that is chosen: it can do no more. */
    private Response secure(ResetLinkState.Found found, UserModel user) {
        EnrolledCredentialsView.Choice choice = new EnrolledCredentialsView.Choice(
                typed.getOrDefault(REMOVE, List.of()), Optional.ofNullable(typed.getFirst(SHOWN)));
        new AccountLockdown(session, realm, user).secure(found.link(), choice);
        ResetLink link = found.link().with(new SecurityStampService(session, realm).of(user));
        recovery.renewAfterCommit(found.token(), link);
        Recipient recipient = Recipient.of(session, realm, user);
        return switch (recipient.kind()) {
            case SIGNS_IN_ELSEWHERE -> securedElsewhere(found, (Recipient.SignsInElsewhere) recipient);
            case READ_ONLY ->
                showMessage(found, RecoveryPageRenderer.Message.SECURED_NOT_HERE, RecoveryPageRenderer.Offer.NOTHING);
            // The page behind the link checks the account again.
            case OWNER, LOCKED, NONE -> toNewPassword(link);
        };
    }

    private Response securedElsewhere(ResetLinkState.Found found, Recipient.SignsInElsewhere elsewhere) {
        RecoveryPageRenderer pages = pages(found);
        pages.form().setAttribute("gatehouseProviders", String.join(", ", elsewhere.providers()));
        return showMessage(pages, found, RecoveryPageRenderer.Message.SECURED, RecoveryPageRenderer.Offer.NOTHING);
    }

    private Response toNewPassword(ResetLink link) {
        Instant now = recovery.now();
        ResetToken next = recovery.links()
                .issue(new ResetLink(
                        link.userId(),
                        link.stamp(),
                        LinkPurpose.RESET,
                        now,
                        now.plus(recovery.settings().linkLifetime()),
                        link.returnTarget(),
                        link.waiting()));
        return Response.seeOther(address(next.printed(), RecoveryUrls.SECURED)).build();
    }

    private Response submit(ResetLinkState.Found found, UserModel user) {
        PasswordChange.Others others = new PasswordChange.Others(
                typed.containsKey(SIGN_OUT_OTHERS), typed.containsKey(KEEP_REQUESTING_SESSION));
        PasswordChange.Result result = new PasswordChange(session, recovery, user)
                .change(found, typed.getFirst(NEW_PASSWORD), typed.getFirst(REPEATED), others);
        return switch (result.kind()) {
            case CHANGED -> Response.seeOther(afterChange(found, user)).build();
            case REFUSED -> form(found, user, ((PasswordChange.Refused) result).problems(), others);
            case NOT_HERE ->
                showMessage(found, RecoveryPageRenderer.Message.NOT_HERE, RecoveryPageRenderer.Offer.NOTHING);
            case OVERTAKEN ->
                showMessage(found, RecoveryPageRenderer.Message.OVERTAKEN, RecoveryPageRenderer.Offer.NEW_LINK);
        };
    }

    /** Back in the login that waits in this browser, or a page that says that it is done. */
    private URI afterChange(ResetLinkState.Found found, UserModel user) {
        if (found.link().purpose() == LinkPurpose.RESET) {
            recoveredMailbox(user).remember(typed.containsKey(SHARED_COMPUTER));
        }
        return WaitingLogin.of(session, realm, found.link(), user)
                .map(WaitingLogin::begin)
                .orElseGet(() -> address(found.token().printed(), RecoveryUrls.DONE));
    }

    private VerifiedMailboxCookie recoveredMailbox(UserModel user) {
        return new VerifiedMailboxCookie(session, realm, user, VerifiedMailboxCookie.Use.EMAILED_CODE);
    }

    private Response form(
            ResetLinkState.Found found,
            UserModel user,
            List<PasswordChange.Problem> problems,
            PasswordChange.Others others) {
        RecoveryPageRenderer pages = pages(found);
        List<String> messages = problems.stream()
                .map(problem -> pages.form()
                        .getMessage(problem.message(), problem.parameters().toArray()))
                .toList();
        pages.form()
                .setAttribute("gatehouseAddress", AccountName.onPage(user))
                .setAttribute("gatehouseProblems", messages)
                .setAttribute("gatehouseSignOutOthers", others.areSignedOut())
                .setAttribute("gatehouseKeepAsking", others.isRequestingSessionKept())
                .setAttribute("gatehouseSecured", pathAndQuery.contains("/" + RecoveryUrls.SECURED))
                .setAttribute("gatehouseOpened", opened(found))
                .setAttribute("gatehouseAsksForShared", found.link().purpose() == LinkPurpose.RESET)
                .setAttribute("gatehouseSharedComputer", typed.containsKey(SHARED_COMPUTER));
        RequestingSession requestingSession = new RequestingSession(session, realm, user);
        requestingSession.of(found.link()).ifPresent(named -> pages.form()
                .setAttribute("gatehouseAsking", requestingSession.facts(named)));
        PasswordPolicyHints.of(session, realm, user, pages.form()).showIn(pages.form());
        return pages.show(TEMPLATE);
    }

    private Response showMessage(
            ResetLinkState.Found found, RecoveryPageRenderer.Message message, RecoveryPageRenderer.Offer offer) {
        return showMessage(pages(found), found, message, offer);
    }

    private Response showMessage(
            RecoveryPageRenderer pages,
            ResetLinkState.Found found,
            RecoveryPageRenderer.Message message,
            RecoveryPageRenderer.Offer offer) {
        ReturnTarget returnTarget = found.link().returnTarget();
        boolean mayGoBack = found.link().purpose() != LinkPurpose.CHANGE;
        Optional<URI> login = mayGoBack ? ReturnUrls.begunLogin(session, realm, returnTarget) : Optional.empty();
        Optional<URI> back = new ChangeReturn(session, realm)
                .of(found.link().purpose(), found.link().userId(), returnTarget);
        pages.form().setAttribute("gatehouseSignedIn", back.isPresent());
        boolean canRequest =
                recovery.settings().isInUse() || found.link().purpose().isForOneAccount();
        return pages.showMessage(
                message,
                canRequest ? offer : RecoveryPageRenderer.Offer.NOTHING,
                back.or(() -> login)
                        .or(() -> Optional.of(withName(found.link(), ReturnUrls.app(session, realm, returnTarget)))));
    }

    /** Only the browser that has just set the password has typed or been sent the address; who finds the link later must not learn it. */
    private URI withName(ResetLink link, URI app) {
        return Optional.ofNullable(session.users().getUserById(realm, link.userId()))
                .filter(user -> recoveredMailbox(user).isShown())
                .map(user -> ReturnUrls.withLoginHint(app, RecoveredLogin.nameOf(realm, user)))
                .orElse(app);
    }

    /** The submitted ticket if it is valid, else a new one: a page that is shown again after an error counts from its first opening. */
    private String opened(ResetLinkState.Found found) {
        String shown = typed.getFirst(OPENED);
        return shown != null && ticket(found).isGood(shown, recovery.now())
                ? shown
                : ticket(found).issue(recovery.now());
    }

    private FormGraceTicket ticket(ResetLinkState.Found found) {
        return new FormGraceTicket(RealmSecret.active(session, realm), found.token(), found.link());
    }

    private Optional<ResetToken> token() {
        return switch (state.kind()) {
            case OPEN, EXPIRED, USED, OVERTAKEN -> Optional.of(((ResetLinkState.Found) state).token());
            case UNKNOWN -> Optional.of(((ResetLinkState.Unknown) state).token());
            case UNREADABLE -> Optional.empty();
        };
    }

    /** Whether the page is requested by its own URL, which a reload and a change of the language keep. */
    private boolean isCanonical(ResetToken token) {
        String path = pathAndQuery.replaceFirst("\\?.*", "");
        String page = "/" + token.printed();
        return path.equals(page)
                || path.equals(page + "/" + RecoveryUrls.DONE)
                || path.equals(page + "/" + RecoveryUrls.SECURED);
    }

    private RecoveryPageRenderer pages(ResetLinkState.Found found) {
        return new RecoveryPageRenderer(
                session,
                realm,
                found.link().returnTarget(),
                address(found.token().printed()));
    }

    private URI address(String... path) {
        return RecoveryUrls.of(session.getContext().getUri().getBaseUri(), realm, path);
    }
}
