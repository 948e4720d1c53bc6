package dev.gatehouse.demo.inbox;

import java.net.URI;
import java.util.Map;

/** The page that plays Dashboard, Workspace and Mobile. It runs in the browser; the server only sends it the realm. */
final class AppsPages {

    private AppsPages() {}

    static void addTo(WebServer server, String issuer) {
        URI realm = URI.create(issuer);
        String keycloak = realm.getScheme() + "://" + realm.getAuthority();
        server.route("GET", "/apps", request -> Response.page("apps.html", keycloak));
        server.route("GET", "/apps/", request -> Response.page("apps.html", keycloak));
        server.route("GET", "/apps/callback", request -> Response.page("apps.html", keycloak));
        server.route("GET", "/apps.js", request -> Response.asset("apps.js"));
        server.route("GET", "/apps.json", request -> Response.json(Map.of("issuer", issuer)));
    }
}
