package dev.gatehouse.it.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.ExternalUsers;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.server.TestServer;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The page for administrators where users are in a store that does not import them, so that their ids are that store's. */
class AdminPageStoreTest {

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final ExternalUsers external = new ExternalUsers(admin);
    private final Recoveries recoveries = new Recoveries(server);
    private final PageVisit visit =
            PageVisit.by(server, recoveries.browser(), new PageUsers(server).administrator("realm-admin"));

    @AfterEach
    void removeTheStore() {
        external.close();
    }

    @Test
    @DisplayName("A user whose id no path can have as it stands is shown, linked, and helped")
    void aUserWithAnOddIdIsHelped() {
        Admin.User user =
                external.newUserNamed("{0}" + UUID.randomUUID().toString().substring(0, 8) + "'|x");
        admin.grant(new Admin.User(Admin.encode(user.id()), user.email()), "agent");
        HttpBrowser browser = recoveries.browser();
        browser.loginCompletely("workspace", user);
        HttpResponse<String> found = visit.get("users?q=" + Admin.encode(user.id()));
        assertThat(found.statusCode()).isEqualTo(303);
        String path = path(found.headers().firstValue("Location").orElseThrow());
        assertThat(path).matches("users/~[A-Za-z0-9_-]+");

        HttpResponse<String> person = visit.get(path);
        assertThat(person.statusCode()).isEqualTo(200);
        assertThat(person.body()).contains(user.email().replace("'", "&#39;"));
        Element form = PageVisit.document(person).selectFirst("form[method=post]");
        assertThat(form.absUrl("action")).endsWith(path);

        HttpResponse<String> logins = visit.get("logins?user=" + Admin.encode(user.id()));
        assertThat(PageVisit.document(logins).select("a[href$=" + path + "]"))
                .as("a link from a login of the user")
                .isNotEmpty();
        assertThat(visit.get("").statusCode()).isEqualTo(200);

        String event =
                PageVisit.document(logins).selectFirst("input[name=event]").val();
        HttpResponse<String> labelled = visit.post("logins", Map.of("event", event, "label", "it_was_not"));
        assertThat(path(labelled.headers().firstValue("Location").orElseThrow()))
                .isEqualTo(path + "?done=stranger");

        HttpResponse<String> helped = visit.post(path, Map.of("act", "sign_out", "reason", "a test"));
        assertThat(helped.statusCode()).isEqualTo(303);
        assertThat(path(helped.headers().firstValue("Location").orElseThrow())).startsWith(path + "?");
        assertThat(admin.get("/users/" + Admin.encode(user.id()) + "/sessions")).isEmpty();
    }

    private static String path(String url) {
        return url.replaceFirst(".*/gatehouse/admin/", "");
    }
}
