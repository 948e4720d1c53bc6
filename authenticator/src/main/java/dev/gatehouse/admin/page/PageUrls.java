package dev.gatehouse.admin.page;

import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The URLs of the page.
 *
 * @param base the address of this server as browsers see it
 * @param home the name of the realm in which the administrator is signed in
 * @param realm the name of the realm that the page is about
 */
record PageUrls(URI base, String home, String realm) {

    /** The query parameter that names the realm, where it is not that of the administrator. */
    static final String REALM = "realm";

    /** The query parameter that says what was done. */
    static final String DONE = "done";

    /** The path that begins a login. */
    static final String SIGN_IN = "sign-in";

    /** The query parameter of that path: where the login ends. */
    static final String RETURN = "return";

    /** As long as the longest id in Keycloak's tables, of 255 characters, encoded by {@link UserSegment}. */
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._:~-]{1,1400}");

    static PageUrls of(KeycloakSession session, RealmModel home, String realm) {
        return new PageUrls(session.getContext().getUri().getBaseUri(), home.getName(), realm);
    }

    /** A place on the page, such as {@code users/4711}; empty for its beginning. */
    URI at(String path) {
        return at(path, Map.of());
    }

    /**
     * The same with query parameters.
     *
     * @param query plain values by name
     */
    URI at(String path, Map<String, String> query) {
        UriBuilder url = UriBuilder.fromUri(base)
                .path("realms")
                .path("{home}")
                .resolveTemplate("home", home)
                .path("gatehouse/admin")
                .path(path);
        if (!realm.equals(home)) {
            url.queryParam(REALM, "{realm}").resolveTemplate(REALM, realm);
        }
        query.forEach((name, value) -> url.queryParam(name, "{" + name + "}").resolveTemplate(name, value));
        return url.build();
    }

    /** The page of a user. */
    URI user(String id) {
        return at(userPath(id));
    }

    /** The path of the page of a user. */
    static String userPath(String id) {
        return UsersSection.ID + "/" + UserSegment.of(id);
    }

    /** What {@link #REALM} must be in a form of the page, whose fields replace the query of its address; empty if it needs none. */
    String realmField() {
        return realm.equals(home) ? "" : realm;
    }

    /** The URL at which the administrator signs in (again), to return to a place on the page. */
    URI signIn(String path) {
        return at(SIGN_IN, Map.of(RETURN, path));
    }

    /** The place to return to, as the browser sent it; the page's beginning unless it is a plain path. */
    static String returnPath(@Nullable String sent) {
        if (sent == null) {
            return "";
        }
        for (String segment : sent.split("/", -1)) {
            if (!isSegment(segment)) {
                return "";
            }
        }
        return sent;
    }

    /** Whether a text can be one segment of a path, as it stands. */
    static boolean isSegment(String text) {
        return SEGMENT.matcher(text).matches() && !text.chars().allMatch(letter -> letter == '.');
    }
}
