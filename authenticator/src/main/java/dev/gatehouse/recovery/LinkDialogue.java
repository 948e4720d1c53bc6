package dev.gatehouse.recovery;

import dev.gatehouse.account.SecurityStamps;
import dev.gatehouse.crypto.RealmSecret;
import dev.gatehouse.device.ProvenMailbox;
import dev.gatehouse.link.Ask;
import dev.gatehouse.link.Link;
import dev.gatehouse.link.LinkState;
import dev.gatehouse.link.LinkToken;
import dev.gatehouse.link.OpenedTicket;
import dev.gatehouse.link.Purpose;
import dev.gatehouse.link.Way;
import dev.gatehouse.lockout.TemporaryLock;
import dev.gatehouse.mail.MaskedAddress;
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
final class LinkDialogue {

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
    private final Recovery recovery;
    private final String called;
    private final LinkState state;
    private final MultivaluedMap<String, String> typed;

    /**
     * The dialogue of one link.
     *
     * @param called path and query
     */
    LinkDialogue(KeycloakSession session, RealmModel realm, String called) {
        this.session = session;
        this.realm = realm;
        this.recovery = new Recovery(session, realm);
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

    private Response answer(LinkState.Found found) {
        if (typed.containsKey(AGAIN)) {
            return ForgotDialogue.sendTo(session, realm, found.link());
        }
        return switch (found.link().purpose()) {
            case SECURE -> typed.containsKey(SECURE) && isInTime(found) ? page(found, user -> secure(found, user)) : show();
            case RESUME -> typed.containsKey(RESUME) && isInTime(found) ? page(found, user -> resume(found, user)) : show();
            case RESET, CHANGE -> typed.containsKey(NEW_PASSWORD) ? submit(found) : show();
        };
    }

    private Response page() {
        return switch (state.kind()) {
            case OPEN -> open((LinkState.Open) state);
            case EXPIRED -> expired((LinkState.Expired) state);
            case USED -> used((LinkState.Used) state);
            case OVERTAKEN -> say((LinkState.Overtaken) state, RecoveryPages.Saying.OVERTAKEN, RecoveryPages.Offer.NEW_LINK);
            case UNKNOWN -> notFound(RecoveryPages.Saying.UNKNOWN);
            case UNREADABLE -> notFound(RecoveryPages.Saying.UNREADABLE);
        };
    }

    private Response open(LinkState.Open open) {
        return page(open, user -> switch (open.link().purpose()) {
            case SECURE -> secureForm(open, user);
            case RESUME -> resumeForm(open, user);
            case RESET, CHANGE -> form(open, user, List.of(), PasswordChange.Others.PROPOSED);
        });
    }

    private Response expired(LinkState.Expired expired) {
        return page(expired, user -> say(expired, RecoveryPages.Saying.EXPIRED, RecoveryPages.Offer.NEW_LINK));
    }

    private Response used(LinkState.Used used) {
        boolean isDone = called.contains("/" + RecoveryAddress.DONE);
        return isDone
                ? say(used, RecoveryPages.Saying.DONE, RecoveryPages.Offer.NOTHING)
                : say(used, RecoveryPages.Saying.USED, RecoveryPages.Offer.NEW_LINK);
    }

    private Response notFound(RecoveryPages.Saying saying) {
        boolean canAsk = recovery.settings().isInUse();
        return new RecoveryPages(session, realm, Way.NONE, address(RecoveryAddress.FORGOT))
                .say(saying, canAsk ? RecoveryPages.Offer.NEW_LINK_TO_ADDRESS : RecoveryPages.Offer.NOTHING, Optional.empty());
    }

    /** A page for an account that is still there, can be used, and is what it was when the link was mailed. */
    private Response page(LinkState.Found found, Function<UserModel, Response> page) {
        UserModel user = session.users().getUserById(realm, found.link().userId());
        if (user == null) {
            return new RecoveryPages(session, realm, Way.NONE, address(RecoveryAddress.FORGOT))
                    .say(RecoveryPages.Saying.UNKNOWN, RecoveryPages.Offer.NEW_LINK_TO_ADDRESS, Optional.empty());
        }
        if (Addressee.isLocked(session, realm, user)) {
            return say(found, RecoveryPages.Saying.LOCKED, RecoveryPages.Offer.NOTHING);
        }
        if (!found.link().purpose().isOfOneAccount() && !realm.isResetPasswordAllowed()) {
            return say(found, RecoveryPages.Saying.NOT_ALLOWED, RecoveryPages.Offer.NOTHING);
        }
        return new SecurityStamps(session, realm).of(user).equals(found.link().stamp())
                ? page.apply(user)
                : say(found, RecoveryPages.Saying.OVERTAKEN, RecoveryPages.Offer.NEW_LINK);
    }

    private boolean isInTime(LinkState.Found found) {
        return switch (found.kind()) {
            case OPEN -> true;
            case EXPIRED -> ticket(found).isGood(typed.getFirst(OPENED), recovery.now());
            case USED, OVERTAKEN, UNKNOWN, UNREADABLE -> false;
        };
    }

    private Response resumeForm(LinkState.Found found, UserModel user) {
        RecoveryPages pages = pages(found);
        pages.form().setAttribute("gatehouseAddress", MaskedAddress.of(user.getEmail() == null ? "" : user.getEmail()))
                .setAttribute("gatehouseOpened", ticket(found).issue(recovery.now()));
        return pages.show(RESUME_TEMPLATE);
    }

    /** Lifts the lock, and lets this browser past those that a stranger may bring about next. The link stays good for its time: it can do no more. */
    private Response resume(LinkState.Found found, UserModel user) {
        new TemporaryLock(session, realm, user).lift();
        new ProvenMailbox(session, realm, user).remember();
        new EventBuilder(realm, session, session.getContext().getConnection())
                .user(user)
                .event(EventType.CUSTOM_REQUIRED_ACTION)
                .detail("gatehouse_action", "sign_in_resumed")
                .success();
        return say(found, RecoveryPages.Saying.RESUMED, RecoveryPages.Offer.NOTHING);
    }

    private Response submit(LinkState.Found found) {
        return isInTime(found) ? page(found, user -> submit(found, user)) : page();
    }

    private Response secureForm(LinkState.Found found, UserModel user) {
        RecoveryPages pages = pages(found);
        List<Map<String, Object>> rows = new Enrolled(session, realm, user).rows();
        pages.form().setAttribute("gatehouseAddress", MaskedAddress.of(user.getEmail() == null ? "" : user.getEmail()))
                .setAttribute("gatehouseEnrolled", rows)
                .setAttribute("gatehouseShown", Enrolled.Choice.shown(rows.stream().map(row -> (String) row.get("mark"))))
                .setAttribute("gatehouseOpened", ticket(found).issue(recovery.now()));
        return pages.show(SECURE_TEMPLATE);
    }

    /** Signs everyone out; then the same mailbox leads to a new password. The link stays good until that is chosen: it can do no more. */
    private Response secure(LinkState.Found found, UserModel user) {
        Enrolled.Choice choice = new Enrolled.Choice(typed.getOrDefault(REMOVE, List.of()), Optional.ofNullable(typed.getFirst(SHOWN)));
        new Securing(session, realm, user).secure(found.link(), choice);
        Link link = found.link().with(new SecurityStamps(session, realm).of(user));
        recovery.renewAfterCommit(found.token(), link);
        Addressee addressee = Addressee.of(session, realm, new Ask.Account(link.userId()));
        return switch (addressee.kind()) {
            case SIGNS_IN_ELSEWHERE -> securedElsewhere(found, (Addressee.SignsInElsewhere) addressee);
            // The page behind the link looks at the account again.
            case OWNER, LOCKED, NOBODY -> toNewPassword(link);
        };
    }

    private Response securedElsewhere(LinkState.Found found, Addressee.SignsInElsewhere elsewhere) {
        RecoveryPages pages = pages(found);
        pages.form().setAttribute("gatehouseProviders", String.join(", ", elsewhere.providers()));
        return say(pages, found, RecoveryPages.Saying.SECURED, RecoveryPages.Offer.NOTHING);
    }

    private Response toNewPassword(Link link) {
        Instant now = recovery.now();
        LinkToken next = recovery.links().issue(new Link(
                link.userId(), link.stamp(), Purpose.RESET, now, now.plus(recovery.settings().linkLifetime()), link.way()));
        return Response.seeOther(address(next.printed(), RecoveryAddress.SECURED)).build();
    }

    private Response submit(LinkState.Found found, UserModel user) {
        PasswordChange.Others others = new PasswordChange.Others(typed.containsKey(SIGN_OUT_OTHERS), typed.containsKey(KEEP_ASKING));
        PasswordChange.Result result = new PasswordChange(session, recovery, user)
                .change(found, typed.getFirst(NEW_PASSWORD), typed.getFirst(REPEATED), others);
        return switch (result.kind()) {
            case CHANGED -> Response.seeOther(address(found.token().printed(), RecoveryAddress.DONE)).build();
            case REFUSED -> form(found, user, ((PasswordChange.Refused) result).problems(), others);
            case NOT_HERE -> say(found, RecoveryPages.Saying.NOT_HERE, RecoveryPages.Offer.NOTHING);
            case OVERTAKEN -> say(found, RecoveryPages.Saying.OVERTAKEN, RecoveryPages.Offer.NEW_LINK);
        };
    }

    private Response form(LinkState.Found found, UserModel user, List<PasswordChange.Problem> problems, PasswordChange.Others others) {
        RecoveryPages pages = pages(found);
        List<String> told = problems.stream().map(problem -> pages.form().getMessage(problem.message(), problem.parameters().toArray())).toList();
        pages.form().setAttribute("gatehouseAddress", MaskedAddress.of(user.getEmail() == null ? "" : user.getEmail()))
                .setAttribute("gatehouseProblems", told)
                .setAttribute("gatehouseSignOutOthers", others.areSignedOut())
                .setAttribute("gatehouseKeepAsking", others.isAskingKept())
                .setAttribute("gatehouseSecured", called.contains("/" + RecoveryAddress.SECURED))
                .setAttribute("gatehouseOpened", opened(found));
        AskingSession asking = new AskingSession(session, realm, user);
        asking.of(found.link()).ifPresent(named -> pages.form().setAttribute("gatehouseAsking", asking.facts(named)));
        ShownRules.of(session, realm, user, pages.form()).showIn(pages.form());
        return pages.show(TEMPLATE);
    }

    private Response say(LinkState.Found found, RecoveryPages.Saying saying, RecoveryPages.Offer offer) {
        return say(pages(found), found, saying, offer);
    }

    private Response say(RecoveryPages pages, LinkState.Found found, RecoveryPages.Saying saying, RecoveryPages.Offer offer) {
        Way way = found.link().way();
        boolean mayGoBack = found.link().purpose() != Purpose.CHANGE;
        Optional<URI> login = mayGoBack ? WayOn.begunLogin(session, realm, way) : Optional.empty();
        boolean canAsk = recovery.settings().isInUse() || found.link().purpose().isOfOneAccount();
        return pages.say(saying, canAsk ? offer : RecoveryPages.Offer.NOTHING, login.or(() -> Optional.of(WayOn.app(session, realm, way))));
    }

    /** The ticket that the page has: one that is shown again, because something was wrong, was opened when it was opened first. */
    private String opened(LinkState.Found found) {
        String shown = typed.getFirst(OPENED);
        return ticket(found).isGood(shown, recovery.now()) ? shown : ticket(found).issue(recovery.now());
    }

    private OpenedTicket ticket(LinkState.Found found) {
        return new OpenedTicket(RealmSecret.active(session, realm), found.token(), found.link());
    }

    private Optional<LinkToken> token() {
        return switch (state.kind()) {
            case OPEN, EXPIRED, USED, OVERTAKEN -> Optional.of(((LinkState.Found) state).token());
            case UNKNOWN -> Optional.of(((LinkState.Unknown) state).token());
            case UNREADABLE -> Optional.empty();
        };
    }

    /** Whether the page is called by its own address, which a reload and the choice of a language keep. */
    private boolean isProper(LinkToken token) {
        String path = called.replaceFirst("\\?.*", "");
        String page = "/" + token.printed();
        return path.equals(page) || path.equals(page + "/" + RecoveryAddress.DONE) || path.equals(page + "/" + RecoveryAddress.SECURED);
    }

    private RecoveryPages pages(LinkState.Found found) {
        return new RecoveryPages(session, realm, found.link().way(), address(found.token().printed()));
    }

    private URI address(String... path) {
        return RecoveryAddress.of(session.getContext().getUri().getBaseUri(), realm, path);
    }
}
