package dev.gatehouse.it.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Clients;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.ServerClock;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks the page for administrators: forged and stolen forms, hostile texts, paths and inputs, and its sign-in. */
class AdminPageAttacksTest {

    private static final String HOSTILE = "\"'><script>alert(1)</script><svg/onload=alert(1)>${msg}\u202e";
    private static final List<String> SECTIONS = Stream.concat(
                    PageVisit.SECTIONS.stream(), Stream.of("users?q=u", "nothing"))
            .toList();

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final PageUsers users = new PageUsers(server);
    private final Recoveries recoveries = new Recoveries(server);
    private final Admin.User administrator = users.administrator("realm-admin");
    private final PageVisit visit = PageVisit.by(server, recoveries.browser(), administrator);

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -",
                "null, -",
                "null, same-origin",
                "https://evil.example, -",
                "https://evil.example, same-origin",
                "OWN, cross-site",
                "OWN, same-site",
                "OWN, none",
                "OWN.evil.example, -",
                "OWN/, -",
                "-, same-origin"
            })
    void aFormFromElsewhereChangesNothing(String origin, String site) {
        Admin.User user = admin.newUser("agent");
        recoveries.browser().loginCompletely("workspace", user);
        List<String> headers = new ArrayList<>();
        if (origin != null) {
            headers.addAll(List.of("Origin", origin.replace("OWN", visit.origin())));
        }
        if (site != null) {
            headers.addAll(List.of("Sec-Fetch-Site", site));
        }
        HttpResponse<String> answer = visit.post("users/" + user.id(), signOut(), headers.toArray(String[]::new));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(sessions(user)).isEqualTo(1);
    }

    @Test
    void aFormWithoutTheTokenOfThisSessionChangesNothing() {
        Admin.User user = admin.newUser("agent");
        recoveries.browser().loginCompletely("workspace", user);
        String ofOtherSession =
                PageVisit.by(server, recoveries.browser(), administrator).token();
        String ofOtherUser = PageVisit.by(server, recoveries.browser(), users.administrator("realm-admin"))
                .token();
        for (String token : List.of(
                "",
                "&token=",
                "&token=" + ofOtherSession,
                "&token=" + ofOtherUser,
                "&token=x&token=" + visit.token())) {
            assertThat(raw("users/" + user.id(), PageVisit.form(signOut()) + token)
                            .statusCode())
                    .as(token)
                    .isEqualTo(403);
        }
        assertThat(sessions(user)).isEqualTo(1);
    }

    @Test
    void aGetWithTheFieldsOfAFormChangesNothing() {
        Admin.User user = admin.newUser("agent");
        recoveries.browser().loginCompletely("workspace", user);
        JsonNode before = admin.get(PageVisit.GATE);
        String fields = "&token=" + visit.token();
        visit.get("users/" + user.id() + "?act=sign_out&reason=x" + fields);
        visit.get("enforcement?mode=off&pilot=&targetRate=3" + fields);
        visit.get("findings?action=apply&fix=amr&hash=none" + fields);
        visit.send("HEAD", visit.url("users/" + user.id() + "?act=sign_out&reason=x" + fields), null, "");
        assertThat(sessions(user)).isEqualTo(1);
        assertThat(admin.get(PageVisit.GATE)).isEqualTo(before);
    }

    @Test
    void aFormSentAgainAfterTheSignOutChangesNothing() {
        Admin.User user = admin.newUser("agent");
        recoveries.browser().loginCompletely("workspace", user);
        visit.token();
        admin.send("POST", "/users/" + administrator.id() + "/logout", null);
        assertThat(visit.post("users/" + user.id(), signOut()).statusCode()).isEqualTo(403);
        assertThat(sessions(user)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "multipart/form-data; boundary=x", "text/plain", "nonsense"})
    void aBodyThatIsNoFormChangesNothing(String type) {
        Admin.User user = admin.newUser("agent");
        recoveries.browser().loginCompletely("workspace", user);
        String form = PageVisit.form(signOut()) + "&token=" + visit.token();
        String body = type.startsWith("multipart")
                ? "--x\r\nContent-Disposition: form-data; name=\"act\"\r\n\r\nsign_out\r\n--x--\r\n"
                : type.contains("json") ? "{\"act\":\"sign_out\"}" : form;
        HttpResponse<String> answer =
                visit.send("POST", visit.url("users/" + user.id()), body, type, "Origin", visit.origin());
        assertThat(answer.statusCode()).isBetween(400, 499);
        assertClear(answer, type);
    }

    @Test
    @DisplayName("Every answer forbids frames, caches and other origins, also errors, redirects and files")
    void everyAnswerHasTheHeaders() {
        List<HttpResponse<String>> answers = new ArrayList<>();
        SECTIONS.forEach(section -> answers.add(visit.get(section)));
        answers.add(visit.get("users/" + administrator.id()));
        answers.add(visit.get("users/none"));
        answers.add(visit.get("what-if?user=none&address=x&client=none"));
        answers.add(visit.get("export/logins.csv"));
        answers.add(visit.get("export/logins.json"));
        answers.add(visit.get("export/users.csv"));
        answers.add(visit.get("export/logins.svg"));
        answers.add(visit.get("export/none"));
        answers.add(visit.get("sign-in"));
        answers.add(visit.about("unknown").get(""));
        answers.add(visit.post("findings", Map.of("action", "undo", "step", "none")));
        answers.add(visit.post("enforcement", Map.of("mode", "wrong")));
        answers.add(visit.post("logins", Map.of("event", "none", "label", "it_was_them")));
        answers.add(visit.post("what-if", Map.of()));
        answers.add(visit.post("", Map.of(), "Origin", "null"));
        answers.add(visit.post("users/" + admin.newUser().id(), signOut()));
        answers.add(new PageVisit(recoveries.browser(), server.realmUrl(), "").get(""));
        for (HttpResponse<String> answer : answers) {
            String where = answer.request().method() + " " + answer.uri() + " " + answer.statusCode();
            assertClear(answer, where);
            assertThat(header(answer, "X-Frame-Options")).as(where).isEqualTo("DENY");
            assertThat(header(answer, "Cache-Control")).as(where).isEqualTo("no-store");
            assertThat(header(answer, "X-Content-Type-Options")).as(where).isEqualTo("nosniff");
            assertThat(header(answer, "Referrer-Policy")).as(where).isIn("same-origin", "no-referrer");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .as(where)
                    .isEmpty();
            if (header(answer, "Content-Type").startsWith("text/html")) {
                assertThat(header(answer, "Content-Security-Policy"))
                        .as(where)
                        .contains(
                                "default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                        .doesNotContain("unsafe");
                assertNothingInline(answer, where);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "PROPFIND"})
    void otherMethodsChangeNothingAndSayNothing(String method) {
        HttpResponse<String> answer =
                visit.send(method, visit.url("findings"), null, "", "Origin", "https://evil.example");
        assertThat(answer.statusCode()).isLessThan(500);
        assertThat(answer.body()).doesNotContain("<nav", "name=\"token\"", visit.token());
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void hostileTextsFromUsersAppsAndBrowsersAreOnlyTexts() {
        String name = "h" + UUID.randomUUID();
        Admin.User user = admin.newUserNamed("u" + UUID.randomUUID(), name + "@acme.test", "agent");
        Admin.User other = admin.newUserNamed("u" + UUID.randomUUID(), name + "-2@acme.test", "agent");
        for (Admin.User each : List.of(user, other)) {
            admin.update(each, Map.of("lastName", "\u202egnp exe"));
        }
        String hostileClient = "c" + UUID.randomUUID() + HOSTILE;
        admin.send(
                "POST",
                "/clients",
                Map.of("clientId", hostileClient, "name", HOSTILE, "publicClient", true, "redirectUris", List.of("*")));
        try {
            recoveries.browser().as(HOSTILE.replace("\u202e", "")).login("workspace", user);
            List<String> paths = new ArrayList<>(SECTIONS);
            paths.add("users/" + user.id());
            paths.add("logins?user=" + user.id());
            paths.add("users?q=" + Admin.encode(name));
            for (String path : paths) {
                HttpResponse<String> answer = visit.get(path);
                assertClear(answer, path);
                assertNothingInline(answer, path);
            }
            HttpResponse<String> posted =
                    visit.post("users/" + user.id(), Map.of("act", "let_in_once", "reason", HOSTILE + "\n" + HOSTILE));
            assertThat(posted.statusCode()).isEqualTo(400);
            assertNothingInline(posted, "reason");
            assertThat(PageVisit.document(posted).selectFirst("#reason").val()).contains("<script>");
        } finally {
            admin.send("DELETE", "/clients/" + clientNamed(hostileClient), null);
        }
    }

    @Test
    void whatIsInTheQueryIsOnlyText() {
        for (String path : List.of(
                "users?q=",
                "users?done=",
                "logins?user=",
                "logins?until=",
                "?days=",
                "?rate=",
                "findings?fix=",
                "what-if?address=8.8.8.8&client=workspace&user=",
                "what-if?user=x&address=8.8.8.8&client=",
                "what-if?user=x&client=x&userAgent=x&address=",
                "?kc_locale=",
                "users?realm=",
                "users?ui_locales=")) {
            for (String text : List.of(
                    HOSTILE,
                    "a\u0000b",
                    "\u0000",
                    "\ud800",
                    "{0}{",
                    "${env.PATH}${java.version}",
                    "x".repeat(5000),
                    "-1000000000-01-01T00:00:00Z",
                    "+1000000000-12-31T23:59:59Z",
                    "1e400",
                    "f:",
                    "f:no-store",
                    "f:no:user",
                    "NaN")) {
                HttpResponse<String> answer = visit.get(path + Admin.encode(text));
                assertClear(answer, path + text);
                assertNothingInline(answer, path + text);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/findings?done=%ff%fe&q=%c0%80&rate=%ed%a0%80",
                "/users?q=%",
                "/users?q=%zz",
                "/users/%00",
                "/users/%ff",
                "/users/%ed%a0%80",
                "/users/a%2fb",
                "/users/f:",
                "/users/f:no-store",
                "/users/f:no:user",
                "/users/~",
                "/users/~!",
                "/users/~AA",
                "/users/~Zjphcg",
                "/users/{id}",
                "/users/%7bid%7d?realm=%7b0%7d",
                "/export/..%2f..%2flogins.csv",
                "/export/%2e%2e/logins.csv",
                "/../admin/findings",
                "/%2e%2e/admin/findings",
                "/findings;x=y",
                "/findings/",
                "/findings/more",
                "?days=30&days=90&rate=2&rate=3&realm=a&realm=b",
                "/sign-in?return=%00&realm=%00",
                "/logins?until=2020-01-01T00:00:00Z&until=x"
            })
    void oddPathsAndQueriesAreAnsweredClearly(String path) {
        String answer = socket("GET " + page() + path, "Cookie: " + visit.cookies());
        assertThat(answer).as(path).matches("(?s)HTTP/1.1 [234].*").doesNotContain("Exception", "\tat ");
    }

    /** A balancer may close the path of the page for all but some networks, so there must be no other way to write it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/gatehouse//admin/findings",
                "/gatehouse/Admin/findings",
                "/gatehouse/ADMIN/findings",
                "/gatehouse/%61dmin/findings",
                "/gatehouse/admin;x=y/findings",
                "/gatehouse;x=y/admin/findings",
                "//gatehouse/admin/findings",
                "/gatehouse/x/../admin/findings",
                "/gatehouse/%2e/admin/findings",
                "/gatehouse/./admin/findings",
                "/gatehouse/%2fadmin/findings",
                "/gatehouse%2fadmin/findings",
                "/gatehouse/admin%2ffindings",
                "/gatehouse/admin%20/findings"
            })
    void thePageIsAtOnePathOnly(String path) {
        String plain = socket("GET /realms/" + server.realm() + path, "Cookie: " + visit.cookies());
        assertThat(plain).as(path).doesNotContain("id=\"found\"").doesNotContain("HTTP/1.1 5");
    }

    @Test
    void hostileFieldsAreRefusedClearly() {
        Admin.User user = admin.newUser("agent");
        List<Map<String, String>> forms = List.of(
                Map.of("act", "unlock", "reason", "a\u0000b"),
                Map.of("act", "unlock", "reason", "x".repeat(20_000)),
                Map.of("act", "UNLOCK", "reason", "x"),
                Map.of("act", "\u0000", "reason", "x"));
        for (Map<String, String> form : forms) {
            HttpResponse<String> answer = visit.post("users/" + user.id(), form);
            assertClear(answer, form.toString());
            assertThat(answer.statusCode()).as(form.toString()).isBetween(400, 499);
        }
        for (Map<String, String> form : List.of(
                Map.of("mode", "enforce\u0000"),
                Map.of("mode", "enforce", "from", "+999999999-12-31T23:59", "zone", "UTC"),
                Map.of("mode", "enforce", "from", "2030-01-01T00:00", "zone", "No/Where"),
                Map.of("mode", "enforce", "from", "2030-01-01T00:00", "zone", HOSTILE),
                Map.of("mode", "enforce", "pilot", HOSTILE),
                Map.of("mode", "enforce", "pilot", "\u0000"),
                Map.of("mode", "enforce", "targetRate", "NaN"),
                Map.of("mode", "enforce", "targetRate", "1e400"),
                Map.of("mode", HOSTILE))) {
            JsonNode before = admin.get(PageVisit.GATE);
            HttpResponse<String> answer = visit.post("enforcement", form);
            assertClear(answer, form.toString());
            assertThat(answer.statusCode()).as(form.toString()).isBetween(400, 499);
            assertThat(admin.get(PageVisit.GATE)).as(form.toString()).isEqualTo(before);
        }
        for (Map<String, String> form : List.of(
                Map.of("event", "\u0000", "label", "it_was_them"),
                Map.of("event", "x".repeat(5000), "label", "it_was_not"),
                Map.of("event", "x", "label", "withdraw"))) {
            HttpResponse<String> answer = visit.post("logins", form);
            assertClear(answer, form.toString());
            assertThat(answer.statusCode()).as(form.toString()).isBetween(400, 499);
        }
        for (Map<String, String> form : List.of(
                Map.of("action", "apply", "fix", HOSTILE, "hash", HOSTILE),
                Map.of("action", "apply", "fix", "\u0000", "hash", "\u0000"),
                Map.of("action", "undo", "step", HOSTILE),
                Map.of("action", "undo", "step", "\u0000"),
                Map.of("action", "undo"))) {
            HttpResponse<String> answer = visit.post("findings", form);
            assertClear(answer, form.toString());
            assertNothingInline(answer, form.toString());
            assertThat(answer.statusCode()).as(form.toString()).isBetween(400, 499);
        }
    }

    @Test
    void anOddAcceptedLanguageIsNoError() {
        for (String language : List.of(
                "*",
                "x-" + "y".repeat(2000),
                "en-US-x-lvariant-POSIX",
                "\"<b>",
                ";;;q=",
                "de;q=2",
                "de;q=x",
                ",",
                "de;q",
                "-",
                "de--")) {
            assertThat(visit.get("users", "Accept-Language", language).statusCode())
                    .as(language)
                    .isEqualTo(200);
        }
    }

    @Test
    @DisplayName("Let in once, lock down and who is challenged need a login that is at most five minutes old")
    void anOldLoginDoesNotDoTheMost() {
        Admin.User user = admin.newUser("agent");
        recoveries.browser().loginCompletely("workspace", user);
        visit.token();
        try (Admin.Restore observed = admin.action("gatehouse-mfa-gate", Map.of("mode", "observe"));
                ServerClock clock = ServerClock.of(server)) {
            clock.advance(Duration.ofMinutes(5).plusSeconds(2));
            for (String act : List.of("let_in_once", "lock_down")) {
                HttpResponse<String> refused = visit.post("users/" + user.id(), Map.of("act", act, "reason", "a test"));
                assertThat(refused.statusCode()).as(act).isEqualTo(400);
                assertThat(PageVisit.document(refused).selectFirst("#pass")).isNull();
            }
            assertThat(sessions(user)).isEqualTo(1);
            for (String mode : List.of("enforce", " enforce ", "ENFORCE", "Enforce", "flow", "off", "")) {
                JsonNode before = admin.get(PageVisit.GATE);
                visit.post("enforcement", Map.of("mode", mode));
                assertThat(admin.get(PageVisit.GATE).path("config").path("mode").asText())
                        .as(mode)
                        .isNotEqualToIgnoringCase("enforce")
                        .isEqualTo(before.path("config").path("mode").asText());
            }
        }
    }

    @Test
    @DisplayName("A pass is in the one page only: not in an event, the log or an address")
    void aPassIsInThePageOnly() {
        Admin.User user = admin.newUser("agent");
        HttpResponse<String> issued =
                visit.post("users/" + user.id(), Map.of("act", "let_in_once", "reason", "a test"));
        assertThat(issued.statusCode()).isEqualTo(200);
        String pass = PageVisit.document(issued).selectFirst("#pass").text();
        assertThat(pass).matches("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}");
        String bare = pass.replace("-", "");
        assertThat(issued.headers().map().toString()).doesNotContain(pass, bare);
        assertThat(visit.get("users/" + user.id()).body()).doesNotContain(pass, bare);
        assertThat(admin.get("/admin-events?max=20").toString()).doesNotContain(pass, bare);
        assertThat(admin.get("/events?max=50").toString()).doesNotContain(pass, bare);
        assertThat(server.log()).doesNotContain(pass, bare);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "return=https://evil.example",
                "return=//evil.example",
                "return=%2F%2Fevil.example",
                "return=..%2F..%2F..%2Fevil",
                "return=javascript:alert(1)",
                "return=users%3Fx=y",
                "return=%0d%0aSet-Cookie:x=y",
                "realm=https://evil.example",
                "realm=%0d%0aSet-Cookie:x=y",
                "redirect_uri=https://evil.example&client_id=workspace",
                "client_request_param_gatehouse-page=https://evil.example&gatehouse-page=https://evil.example"
            })
    void aSignInEndsAtThePageWhateverItsAddressSays(String query) {
        HttpBrowser browser = recoveries.browser().wantingPages();
        Page form = browser.get(server.realmUrl() + "/gatehouse/admin/sign-in?" + query);
        Page ended = form.enterPassword(administrator.email(), Admin.PASSWORD);
        if (ended.asksForCode()) {
            ended = ended.enterCode(Codes.latest(server, administrator));
        }
        assertThat(ended.url())
                .startsWith(server.realmUrl() + "/gatehouse/admin")
                .doesNotContain("code=");
        assertThat(ended.url().replaceFirst("\\?.*", "")).doesNotContain("evil", "..");
    }

    @Test
    @DisplayName("An app cannot turn its login into one that ends at the page or elsewhere")
    void anAppCannotUseTheNoteOfThePage() {
        Page form = recoveries
                .browser()
                .open(
                        "workspace",
                        "gatehouse-page=https%3A%2F%2Fevil.example",
                        "client_request_param_gatehouse-page=x");
        Admin.User user = admin.newUser("agent");
        Page next = form.enterPassword(user.email(), Admin.PASSWORD);
        if (next.asksForCode()) {
            next = next.enterCode(Codes.latest(server, user));
        }
        assertThat(next.isBackInTheApp()).isTrue();
    }

    @Test
    @DisplayName(
            "The page's sign-in asks for the password and the second factor, does what is due, and opens a new session")
    void theSignInBypassesNothing() {
        Admin.User user = users.administrator("realm-admin");
        admin.update(user, Map.of("requiredActions", List.of("UPDATE_PROFILE")));
        HttpBrowser browser = recoveries.browser().wantingPages();
        Page form = browser.get(server.realmUrl() + "/gatehouse/admin/sign-in");
        String fixed = browser.cookies().get("AUTH_SESSION_ID");
        Page next = form.enterPassword(user.email(), Admin.PASSWORD);
        assertThat(next.asksForCode()).isTrue();
        assertThat(new PageVisit(browser, server.realmUrl(), "").get("findings").statusCode())
                .as("before the code")
                .isEqualTo(403);
        next = next.enterCode(Codes.latest(server, user));
        assertThat(next.url()).doesNotContain("/gatehouse/admin");
        assertThat(new PageVisit(browser, server.realmUrl(), "").get("findings").statusCode())
                .as("before what is due")
                .isEqualTo(403);
        assertThat(fixed).isNotNull();
    }

    @Test
    @DisplayName(
            "After signing in again at the page, the sign-out of an app ends the session of the browser, as before")
    void signingInAgainKeepsTheSession() {
        Admin.User user = users.administrator("realm-admin");
        admin.grant(user, "agent");
        HttpBrowser browser = recoveries.browser();
        browser.loginCompletely("workspace", user);
        PageVisit.by(server, browser, user);
        assertThat(sessions(user)).isEqualTo(1);
    }

    @Test
    @DisplayName("After \"This was not me\" the session at the page sees nothing and does nothing more")
    void notMeEndsTheSessionOfThePage() {
        Admin.User user = admin.newUser("agent");
        recoveries.browser().loginCompletely("workspace", user);
        visit.token();
        recoveries.askNotMe(recoveries.browser(), administrator);
        recoveries
                .browser()
                .get(recoveries.link(administrator))
                .submit("gatehouse-secure-form", Map.of("secure", "on"));
        for (String path : SECTIONS) {
            assertThat(visit.get(path).statusCode()).as(path).isEqualTo(403);
        }
        assertThat(visit.get("users/" + user.id()).body()).doesNotContain(user.email());
        assertThat(visit.post("users/" + user.id(), signOut()).statusCode()).isEqualTo(403);
        assertThat(sessions(user)).isEqualTo(1);
    }

    @Test
    @DisplayName("The page's sign-in asks for the level of authentication that the Admin Console asks for")
    void theSignInReachesTheLevelOfTheConsole() {
        HttpBrowser browser = visit.browser().signOut();
        Page known = browser.wantingPages()
                .get(server.realmUrl() + "/gatehouse/admin/sign-in")
                .enterPassword(administrator.email(), Admin.PASSWORD);
        assertThat(known.asksForCode()).as("on a known device").isFalse();
        browser.signOut();
        try (Admin.Restore demanding = Clients.withAttributes(
                admin, "security-admin-console", Map.of("acr.loa.map", "{\"gold\":2}", "default.acr.values", "gold"))) {
            Page asked = browser.wantingPages()
                    .get(server.realmUrl() + "/gatehouse/admin/sign-in")
                    .enterPassword(administrator.email(), Admin.PASSWORD);
            assertThat(asked.asksForCode()).isTrue();
            assertThat(asked.enterCode(Codes.latest(server, administrator)).url())
                    .startsWith(server.realmUrl() + "/gatehouse/admin");
        }
    }

    @Test
    @DisplayName(
            "Where the browser has the session of another user, the sign-in opens none for a third or mixes the two")
    void signingInOverTheSessionOfAnotherUser() {
        Admin.User first = admin.newUser("agent");
        HttpBrowser browser = recoveries.browser();
        browser.loginCompletely("workspace", first);
        Admin.User second = users.administrator("realm-admin");
        Page ended = PageVisit.signIn(server, browser, server.realmUrl(), second);
        assertThat(ended.status()).isLessThan(500);
        HttpResponse<String> shown = new PageVisit(browser, server.realmUrl(), "").get("findings");
        if (shown.statusCode() == 200) {
            assertThat(shown.body()).contains(second.email()).doesNotContain(first.email());
        }
        assertThat(sessions(first) + sessions(second)).isEqualTo(1);
    }

    private Map<String, String> signOut() {
        return Map.of("act", "sign_out", "reason", "a test");
    }

    private int sessions(Admin.User user) {
        return admin.get("/users/" + user.id() + "/sessions").size();
    }

    private HttpResponse<String> raw(String path, String body) {
        return visit.send("POST", visit.url(path), body, "application/x-www-form-urlencoded", "Origin", visit.origin());
    }

    private String page() {
        return "/realms/" + server.realm() + "/gatehouse/admin";
    }

    /** Sends a request as it stands, which no library would. */
    private String socket(String line, String... headers) {
        try (Socket socket = new Socket("localhost", server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write((line + " HTTP/1.1\r\nHost: localhost:" + server.port()
                                    + "\r\nAccept: text/html\r\nConnection: close\r\n" + String.join("\r\n", headers)
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String header(HttpResponse<String> answer, String name) {
        return String.join(", ", answer.headers().allValues(name));
    }

    private static void assertClear(HttpResponse<String> answer, String where) {
        assertThat(answer.statusCode()).as(where).isLessThan(500);
        assertThat(answer.body()).as(where).doesNotContain("Exception", "\tat ", "gatehouseAdmin_");
    }

    private static void assertNothingInline(HttpResponse<String> answer, String where) {
        Document document = PageVisit.document(answer);
        assertThat(document.select("script:not([src]), style, [style], iframe, object, embed, base"))
                .as(where)
                .isEmpty();
        for (Element element : document.getAllElements()) {
            element.attributes().forEach(attribute -> assertThat(attribute.getKey())
                    .as(where + " " + element.tagName())
                    .doesNotStartWith("on"));
            assertThat(element.attr("href")).as(where).doesNotStartWithIgnoringCase("javascript:");
        }
    }

    private String clientNamed(String clientId) {
        for (JsonNode client : admin.get("/clients?search=true&max=500&clientId=" + clientId.substring(0, 20))) {
            if (client.get("clientId").asText().equals(clientId)) {
                return client.get("id").asText();
            }
        }
        throw new AssertionError(clientId);
    }
}
