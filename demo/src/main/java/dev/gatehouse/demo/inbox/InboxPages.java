package dev.gatehouse.demo.inbox;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The inbox: a page for users and an API for tests. */
final class InboxPages {

    private static final Pattern HEAD = Pattern.compile("<head\\b[^>]*>", Pattern.CASE_INSENSITIVE);
    private static final String LINKS_IN_NEW_TAB = "<base target=\"_blank\">";

    private final MailStore store;
    private final MailServer mailServer;

    private InboxPages(MailStore store, MailServer mailServer) {
        this.store = store;
        this.mailServer = mailServer;
    }

    static void addTo(WebServer server, MailStore store, MailServer mailServer) {
        InboxPages pages = new InboxPages(store, mailServer);
        server.route("GET", "/", request -> Response.page("inbox.html", ""));
        server.route("GET", "/inbox.js", request -> Response.asset("inbox.js"));
        server.route("GET", "/style.css", request -> Response.asset("style.css"));
        server.route("GET", "/messages/*", pages::html);
        server.route("GET", "/api/messages", pages::list);
        server.route("DELETE", "/api/messages", pages::clear);
        server.route("GET", "/api/outage", request -> pages.outage());
        server.route("POST", "/api/outage", pages::changeOutage);
    }

    private Response list(Request request) {
        List<Map<String, Object>> mails =
                store.to(request.parameter("to")).stream().map(Mail::toJson).toList();
        return Response.json(mails);
    }

    private Response clear(Request request) {
        store.clear();
        return Response.empty(204);
    }

    private Response outage() {
        return Response.json(Map.of("on", mailServer.outage()));
    }

    private Response changeOutage(Request request) {
        String on = request.parameter("on");
        if (!"true".equals(on) && !"false".equals(on)) {
            return Response.text(400, "Use ?on=true or ?on=false.");
        }
        mailServer.outage(on.equals("true"));
        return outage();
    }

    private Response html(Request request) {
        return store.withId(request.pathAfter("/messages/"))
                .map(mail -> Response.untrusted(withLinksInNewTab(mail.html())))
                .orElseGet(() -> Response.text(404, "This email is no longer in the inbox."));
    }

    private static String withLinksInNewTab(String html) {
        Matcher head = HEAD.matcher(html);
        return head.find()
                ? html.substring(0, head.end()) + LINKS_IN_NEW_TAB + html.substring(head.end())
                : "<!doctype html>" + LINKS_IN_NEW_TAB + html;
    }
}
