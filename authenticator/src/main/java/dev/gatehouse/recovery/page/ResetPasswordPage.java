package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.crypto.RealmSecret;
import dev.gatehouse.keycloak.event.GatehouseEvents;
import dev.gatehouse.keycloak.text.MaskedEmail;
import dev.gatehouse.mfa.device.VerifiedMailboxCookie;
import dev.gatehouse.mfa.lockout.TemporaryLockout;
import dev.gatehouse.mfa.stamp.SecurityStampService;
import dev.gatehouse.recovery.token.FormGraceTicket;
import dev.gatehouse.recovery.token.LinkPurpose;
import dev.gatehouse.recovery.token.ResetLink;
import dev.gatehouse.recovery.token.ResetLinkState;
import dev.gatehouse.recovery.token.ResetRequest;
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

/** What a mailed link opens: the page for a new password, or a page that says what has become of the link and sends a new one. */
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
    private static final String KEEP_ASKING = "keep-asking";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final RecoveryService recovery;
    private final String called;
    private final ResetLinkState state;
    private final MultivaluedMap<String, String> typed;

    /**
     * The dialogue of one link.
     *
     * @param called path and query
     */
    ResetPasswordPage(KeycloakSession session, RealmModel realm, String called) {
        this.session = session;
        this.realm = realm;
        this.recovery = new RecoveryService(session, realm);
        this.called = called;
        this.state = recovery.links().find(called);
        this.typed = session.getContext().getHttpRequest().getDecodedFormParameters();
    }

    /** Shows what the link opens. Changes nothing, however often it is called, and by whatever. */
    Response show() {
        return token().filter(token -> !isProper(token))
                .map(token -> Response.seeOther(address(token.printed())).build())
                .orElseGet(this::page);
    }

    /** Does what was asked for; a POST that asks for nothing, as some mail tools make of a GET, is answered like one. */
    Response answer() {
        return state.found().map(this::answer).orElseGet(this::show);
    }

    private Response answer(ResetLinkState.Found found) {
        if (typed.containsKey(AGAIN)) {
            return ForgotPasswordPage.sendTo(session, realm, found.link());
        }
        return switch (found.link().purpose()) {
            case SECURE -> typed.containsKey(SECURE) && isInTime(found) ? page(found, user -> secure(found, user)) : show();
            case RESUME -> typed.containsKey(RESUME) && isInTime(found) ? page(found, user -> resume(found, user)) : show();
            case RESET, CHANGE -> typed.containsKey(NEW_PASSWORD) ? submit(found) : show();
        };
    }

    private Response page() {
        return switch (state.kind()) {
            case OPEN -> open((ResetLinkState.Open) state);
            case EXPIRED -> expired((ResetLinkState.Expired) state);
            case USED -> used((ResetLinkState.Used) state);
            case OVERTAKEN -> say((ResetLinkState.Superseded) state, RecoveryPageRenderer.Saying.OVERTAKEN, RecoveryPageRenderer.Offer.NEW_LINK);
            case UNKNOWN -> notFound(RecoveryPageRenderer.Saying.UNKNOWN);
            case UNREADABLE -> notFound(RecoveryPageRenderer.Saying.UNREADABLE);
        };
    }

    private Response open(ResetLinkState.Open open) {
        return page(open, user -> switch (open.link().purpose()) {
            case SECURE -> secureForm(open, user);
            case RESUME -> resumeForm(open, user);
            case RESET, CHANGE -> form(open, user, List.of(), PasswordChange.Others.PROPOSED);
        });
    }

    private Response expired(ResetLinkState.Expired expired) {
        return page(expired, user -> say(expired, RecoveryPageRenderer.Saying.EXPIRED, RecoveryPageRenderer.Offer.NEW_LINK));
    }

    private Response used(ResetLinkState.Used used) {
        boolean isDone = called.contains("/" + RecoveryUrls.DONE);
        return isDone
                ? say(used, RecoveryPageRenderer.Saying.DONE, RecoveryPageRenderer.Offer.NOTHING)
                : say(used, RecoveryPageRenderer.Saying.USED, RecoveryPageRenderer.Offer.NEW_LINK);
    }

    private Response notFound(RecoveryPageRenderer.Saying saying) {
        boolean canAsk = recovery.settings().isInUse();
        return new RecoveryPageRenderer(session, realm, ReturnTarget.NONE, address(RecoveryUrls.FORGOT))
                .say(saying, canAsk ? RecoveryPageRenderer.Offer.NEW_LINK_TO_ADDRESS : RecoveryPageRenderer.Offer.NOTHING, Optional.empty());
    }

    /** A page for an account that is still there, can be used, and is what it was when the link was mailed. */
    private Response page(ResetLinkState.Found found, Function<UserModel, Response> page) {
        UserModel user = session.users().getUserById(realm, found.link().userId());
        if (user == null) {
            return new RecoveryPageRenderer(session, realm, ReturnTarget.NONE, address(RecoveryUrls.FORGOT))
                    .say(RecoveryPageRenderer.Saying.UNKNOWN, RecoveryPageRenderer.Offer.NEW_LINK_TO_ADDRESS, Optional.empty());
        }
        if (Recipient.isLocked(session, realm, user)) {
            return say(found, RecoveryPageRenderer.Saying.LOCKED, RecoveryPageRenderer.Offer.NOTHING);
        }
        if (!found.link().purpose().isOfOneAccount() && !realm.isResetPasswordAllowed()) {
            return say(found, RecoveryPageRenderer.Saying.NOT_ALLOWED, RecoveryPageRenderer.Offer.NOTHING);
        }
        return new SecurityStampService(session, realm).of(user).equals(found.link().stamp())
                ? page.apply(user)
                : say(found, RecoveryPageRenderer.Saying.OVERTAKEN, RecoveryPageRenderer.Offer.NEW_LINK);
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
        pages.form().setAttribute("gatehouseAddress", MaskedEmail.of(user.getEmail() == null ? "" : user.getEmail()))
                .setAttribute("gatehouseOpened", ticket(found).issue(recovery.now()));
        return pages.show(RESUME_TEMPLATE);
    }

    /** Lifts the lock, and lets this browser past those that a stranger may bring about next. The link stays good for its time: it can do no more. */
    private Response resume(ResetLinkState.Found found, UserModel user) {
        new TemporaryLockout(session, realm, user).lift();
        new VerifiedMailboxCookie(session, realm, user).remember();
        new EventBuilder(realm, session, session.getContext().getConnection())
                .user(user)
                .event(EventType.CUSTOM_REQUIRED_ACTION)
                .detail(GatehouseEvents.ACTION, "sign_in_resumed")
                .success();
        return say(found, RecoveryPageRenderer.Saying.RESUMED, RecoveryPageRenderer.Offer.NOTHING);
    }

    private Response submit(ResetLinkState.Found found) {
        return isInTime(found) ? page(found, user -> submit(found, user)) : page();
    }

    private Response secureForm(ResetLinkState.Found found, UserModel user) {
        RecoveryPageRenderer pages = pages(found);
        List<Map<String, Object>> rows = new EnrolledCredentialsView(session, realm, user).rows();
        pages.form().setAttribute("gatehouseAddress", MaskedEmail.of(user.getEmail() == null ? "" : user.getEmail()))
                .setAttribute("gatehouseEnrolled", rows)
                .setAttribute("gatehouseShown", EnrolledCredentialsView.Choice.shown(rows.stream().map(row -> (String) row.get("mark"))))
                .setAttribute("gatehouseOpened", ticket(found).issue(recovery.now()));
        return pages.show(SECURE_TEMPLATE);
    }

    /** Signs everyone out; then the same mailbox leads to a new password. The link stays good until that is chosen: it can do no more. */
    private Response secure(ResetLinkState.Found found, UserModel user) {
        EnrolledCredentialsView.Choice choice = new EnrolledCredentialsView.Choice(typed.getOrDefault(REMOVE, List.of()), Optional.ofNullable(typed.getFirst(SHOWN)));
        new AccountLockdown(session, realm, user).secure(found.link(), choice);
        ResetLink link = found.link().with(new SecurityStampService(session, realm).of(user));
        recovery.renewAfterCommit(found.token(), link);
        Recipient recipient = Recipient.of(session, realm, new ResetRequest.Account(link.userId()));
        return switch (recipient.kind()) {
            case SIGNS_IN_ELSEWHERE -> securedElsewhere(found, (Recipient.SignsInElsewhere) recipient);
            // The page behind the link looks at the account again.
            case OWNER, LOCKED, NOBODY -> toNewPassword(link);
        };
    }

    private Response securedElsewhere(ResetLinkState.Found found, Recipient.SignsInElsewhere elsewhere) {
        RecoveryPageRenderer pages = pages(found);
        pages.form().setAttribute("gatehouseProviders", String.join(", ", elsewhere.providers()));
        return say(pages, found, RecoveryPageRenderer.Saying.SECURED, RecoveryPageRenderer.Offer.NOTHING);
    }

    private Response toNewPassword(ResetLink link) {
        Instant now = recovery.now();
        ResetToken next = recovery.links().issue(new ResetLink(
                link.userId(), link.stamp(), LinkPurpose.RESET, now, now.plus(recovery.settings().linkLifetime()), link.returnTarget()));
        return Response.seeOther(address(next.printed(), RecoveryUrls.SECURED)).build();
    }

    private Response submit(ResetLinkState.Found found, UserModel user) {
        PasswordChange.Others others = new PasswordChange.Others(typed.containsKey(SIGN_OUT_OTHERS), typed.containsKey(KEEP_ASKING));
        PasswordChange.Result result = new PasswordChange(session, recovery, user)
                .change(found, typed.getFirst(NEW_PASSWORD), typed.getFirst(REPEATED), others);
        return switch (result.kind()) {
            case CHANGED -> Response.seeOther(address(found.token().printed(), RecoveryUrls.DONE)).build();
            case REFUSED -> form(found, user, ((PasswordChange.Refused) result).problems(), others);
            case NOT_HERE -> say(found, RecoveryPageRenderer.Saying.NOT_HERE, RecoveryPageRenderer.Offer.NOTHING);
            case OVERTAKEN -> say(found, RecoveryPageRenderer.Saying.OVERTAKEN, RecoveryPageRenderer.Offer.NEW_LINK);
        };
    }

    private Response form(ResetLinkState.Found found, UserModel user, List<PasswordChange.Problem> problems, PasswordChange.Others others) {
        RecoveryPageRenderer pages = pages(found);
        List<String> told = problems.stream().map(problem -> pages.form().getMessage(problem.message(), problem.parameters().toArray())).toList();
        pages.form().setAttribute("gatehouseAddress", MaskedEmail.of(user.getEmail() == null ? "" : user.getEmail()))
                .setAttribute("gatehouseProblems", told)
                .setAttribute("gatehouseSignOutOthers", others.areSignedOut())
                .setAttribute("gatehouseKeepAsking", others.isRequestingSessionKept())
                .setAttribute("gatehouseSecured", called.contains("/" + RecoveryUrls.SECURED))
                .setAttribute("gatehouseOpened", opened(found));
        RequestingSession asking = new RequestingSession(session, realm, user);
        asking.of(found.link()).ifPresent(named -> pages.form().setAttribute("gatehouseAsking", asking.facts(named)));
        PasswordPolicyHints.of(session, realm, user, pages.form()).showIn(pages.form());
        return pages.show(TEMPLATE);
    }

    private Response say(ResetLinkState.Found found, RecoveryPageRenderer.Saying saying, RecoveryPageRenderer.Offer offer) {
        return say(pages(found), found, saying, offer);
    }

    private Response say(RecoveryPageRenderer pages, ResetLinkState.Found found, RecoveryPageRenderer.Saying saying, RecoveryPageRenderer.Offer offer) {
        ReturnTarget returnTarget = found.link().returnTarget();
        boolean mayGoBack = found.link().purpose() != LinkPurpose.CHANGE;
        Optional<URI> login = mayGoBack ? ReturnUrls.begunLogin(session, realm, returnTarget) : Optional.empty();
        boolean canAsk = recovery.settings().isInUse() || found.link().purpose().isOfOneAccount();
        return pages.say(saying, canAsk ? offer : RecoveryPageRenderer.Offer.NOTHING, login.or(() -> Optional.of(ReturnUrls.app(session, realm, returnTarget))));
    }

    /** The ticket that the page has: one that is shown again, because something was wrong, was opened when it was opened first. */
    private String opened(ResetLinkState.Found found) {
        String shown = typed.getFirst(OPENED);
        return shown != null && ticket(found).isGood(shown, recovery.now()) ? shown : ticket(found).issue(recovery.now());
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

    /** Whether the page is called by its own address, which a reload and the choice of a language keep. */
    private boolean isProper(ResetToken token) {
        String path = called.replaceFirst("\\?.*", "");
        String page = "/" + token.printed();
        return path.equals(page) || path.equals(page + "/" + RecoveryUrls.DONE) || path.equals(page + "/" + RecoveryUrls.SECURED);
    }

    private RecoveryPageRenderer pages(ResetLinkState.Found found) {
        return new RecoveryPageRenderer(session, realm, found.link().returnTarget(), address(found.token().printed()));
    }

    private URI address(String... path) {
        return RecoveryUrls.of(session.getContext().getUri().getBaseUri(), realm, path);
    }
}
