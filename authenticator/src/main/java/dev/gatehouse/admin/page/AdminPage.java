package dev.gatehouse.admin.page;

import dev.gatehouse.admin.doctor.ConsolePage;
import dev.gatehouse.keycloak.grant.PageLogin;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * The page for administrators, at {@code /realms/{realm}/gatehouse/admin}. Administrators of all realms open it in their own realm, with
 * {@code ?realm=} for the one that it is to be about. Only a POST with the token of the session changes anything.
 */
public final class AdminPage {

    private final KeycloakSession session;
    private final RealmModel home;
    private final List<String> path;
    private final MultivaluedMap<String, String> query;

    /**
     * For the current request.
     *
     * @param path the segments of the path behind that of the page
     */
    public AdminPage(KeycloakSession session, List<String> path) {
        this.session = session;
        this.home = session.getContext().getRealm();
        this.path = List.copyOf(path);
        this.query = session.getContext().getUri().getQueryParameters();
    }

    /** Answers a GET. */
    public Response get() {
        if (path.equals(List.of(PageUrls.SIGN_IN))) {
            return signIn();
        }
        return answer(Section::show, new MultivaluedHashMap<>());
    }

    /** Answers a POST. */
    public Response post() {
        HttpHeaders headers = session.getContext().getHttpRequest().getHttpHeaders();
        if (!RequestOrigin.isSame(headers, session.getContext().getUri().getBaseUri())) {
            return message(Response.Status.FORBIDDEN, null, "foreignForm");
        }
        return answer(
                (section, request) -> {
                    if (!FormToken.isValid(request.admin(), request.form().getFirst(FormToken.FIELD))) {
                        return Section.message(
                                Response.Status.FORBIDDEN, request.texts().page("foreignForm"));
                    }
                    return section.submit(request);
                },
                session.getContext().getHttpRequest().getDecodedFormParameters());
    }

    /** What is asked of a section. */
    private interface Call {

        PageAnswer on(Section section, PageRequest request);
    }

    private Response answer(Call call, MultivaluedMap<String, String> form) {
        Visitor visitor = new Visitors(session, home).current(query.getFirst(PageUrls.REALM));
        return switch (visitor.kind()) {
            case SIGNED_IN -> answer(((Visitor.SignedIn) visitor).admin(), call, form);
            case SIGNED_OUT -> signedOut();
            case REFUSED ->
                message(Response.Status.FORBIDDEN, null, "notAllowed", ((Visitor.Refused) visitor).username());
            case NO_REALM -> message(Response.Status.NOT_FOUND, null, "notFound");
        };
    }

    private Response answer(PageAdmin admin, Call call, MultivaluedMap<String, String> form) {
        PageTexts texts = PageTexts.of(session, home, admin.user());
        // As Keycloak's Admin REST API has it while it serves a realm.
        session.getContext().setRealm(admin.realm());
        PageUrls urls = PageUrls.of(session, home, admin.realm().getName());
        String id = path.isEmpty() ? "" : path.get(0);
        PageRequest request = new PageRequest(
                admin, path.size() < 2 ? List.of() : path.subList(1, path.size()), query, form, texts, urls);
        Section section = Sections.of(admin, id).orElse(null);
        PageAnswer answer;
        if (!request.isText()) {
            answer = Section.message(Response.Status.BAD_REQUEST, texts.page("notFound"));
        } else if (section == null) {
            answer = id.isEmpty()
                    ? new PageAnswer.Redirect(
                            urls.at(Sections.visibleTo(admin).get(0).id()))
                    : Section.message(Response.Status.NOT_FOUND, texts.page("notFound"));
        } else {
            answer = answer(section, request, call);
        }
        return switch (answer.kind()) {
            case VIEW -> view((PageAnswer.View) answer, request, id, section != null && section.isCompressible());
            case REDIRECT ->
                new PageRenderer(session, texts)
                        .guarded(Response.seeOther(((PageAnswer.Redirect) answer).url()))
                        .build();
            case FILE -> file((PageAnswer.File) answer, texts);
        };
    }

    /** Keycloak's own refusals, as a page. */
    private static PageAnswer answer(Section section, PageRequest request, Call call) {
        try {
            return call.on(section, request);
        } catch (WebApplicationException e) {
            Response.Status status =
                    Response.Status.fromStatusCode(e.getResponse().getStatus());
            if (status == Response.Status.FORBIDDEN) {
                return Section.message(status, request.texts().page("forbidden"));
            }
            if (status == Response.Status.NOT_FOUND) {
                return Section.message(status, request.texts().page("notFound"));
            }
            throw e;
        }
    }

    private Response view(PageAnswer.View view, PageRequest request, String id, boolean isCompressible) {
        Map<String, Object> values = new HashMap<>(view.values());
        PageUrls urls = request.urls();
        List<Map<String, Object>> navigation = new ArrayList<>();
        for (Section section : Sections.visibleTo(request.admin())) {
            if (!section.isInNavigation()) {
                continue;
            }
            navigation.add(Map.of(
                    "id",
                    section.id().isEmpty() ? "overview" : section.id(),
                    "url",
                    urls.at(section.id()).toString(),
                    "current",
                    section.id().equals(id)));
        }
        values.put("navigation", navigation);
        values.put("realmParameter", urls.realmField());
        values.put("searchUrl", urls.at(UsersSection.ID).toString());
        values.put("realmName", request.admin().realm().getName());
        values.put("console", ConsolePage.console(session, home));
        values.put("username", request.admin().user().getUsername());
        if (!isCompressible) {
            values.put("token", FormToken.of(request.admin()));
        }
        values.put("zone", request.texts().zone(request.admin()).getId());
        values.put(
                "doneText",
                request.queried(PageUrls.DONE)
                        .map(done -> "done_" + done)
                        .filter(request.texts()::hasPage)
                        .map(request.texts()::page)
                        .orElse(""));
        PageRenderer renderer = new PageRenderer(session, request.texts());
        return isCompressible
                ? renderer.compressed(view.status(), view.template(), values)
                : renderer.page(view.status(), view.template(), values);
    }

    private Response file(PageAnswer.File file, PageTexts texts) {
        return new PageRenderer(session, texts)
                .guarded(Response.ok(file.content(), file.type()))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file.name() + "\"")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
                .build();
    }

    private Response signedOut() {
        PageUrls urls = PageUrls.of(session, home, named());
        return new PageRenderer(session, PageTexts.of(session, home, null))
                .page(
                        Response.Status.FORBIDDEN,
                        "outside",
                        Map.of(
                                "textKey",
                                "signedOut",
                                "argument",
                                "",
                                "signIn",
                                urls.signIn(PageUrls.returnPath(String.join("/", path)))
                                        .toString(),
                                "console",
                                ConsolePage.console(session, home)));
    }

    private String named() {
        String named = query.getFirst(PageUrls.REALM);
        return named == null ? home.getName() : named;
    }

    private Response signIn() {
        PageUrls urls = PageUrls.of(session, home, named());
        return PageLogin.begin(
                        session,
                        home,
                        urls.at(PageUrls.returnPath(query.getFirst(PageUrls.RETURN))),
                        new Visitors(session, home).continued(query.getFirst(PageUrls.REALM)))
                .map(login -> new PageRenderer(session, PageTexts.of(session, home, null))
                        .guarded(Response.seeOther(login))
                        .build())
                .orElseGet(() -> message(Response.Status.NOT_FOUND, null, "noConsole"));
    }

    private Response message(Response.Status status, @Nullable UserModel user, String key, String... argument) {
        return new PageRenderer(session, PageTexts.of(session, home, user))
                .page(
                        status,
                        "outside",
                        Map.of(
                                "textKey",
                                key,
                                "argument",
                                argument.length == 0 ? "" : argument[0],
                                "signIn",
                                PageUrls.of(session, home, named()).signIn("").toString(),
                                "console",
                                ConsolePage.console(session, home)));
    }
}
