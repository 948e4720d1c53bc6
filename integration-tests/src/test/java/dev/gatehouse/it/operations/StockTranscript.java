package dev.gatehouse.it.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.testsupport.Http;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.server.RemovableServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What users, apps and administrators do in a plain realm, and every answer, without what differs from run to run: ids, times, secrets, nonces.
 * Closing removes the realm.
 */
final class StockTranscript implements AutoCloseable {

    private static final String REALM = "plain";
    private static final String APP = "app";
    private static final String USER = "alex@plain.test";
    private static final String NEW_PASSWORD = "An0ther!Passw0rd";

    private final RemovableServer server;
    private final Admin admin;
    private final String url;
    private final boolean hasMailServer;
    private final Map<String, String> answers = new LinkedHashMap<>();

    StockTranscript(RemovableServer server, boolean hasMailServer) {
        this.server = server;
        this.hasMailServer = hasMailServer;
        this.admin = new Admin(server.url(), REALM);
        this.url = server.url() + "/realms/" + REALM;
        Map<String, Object> realm = new HashMap<>(Map.of(
                "realm",
                REALM,
                "enabled",
                true,
                "sslRequired",
                "none",
                "resetPasswordAllowed",
                true,
                "registrationAllowed",
                true,
                "bruteForceProtected",
                true,
                "eventsEnabled",
                true,
                "adminEventsEnabled",
                true,
                "adminEventsDetailsEnabled",
                true,
                "clients",
                List.of(Map.of(
                        "clientId",
                        APP,
                        "publicClient",
                        true,
                        "fullScopeAllowed",
                        true,
                        "directAccessGrantsEnabled",
                        true,
                        "redirectUris",
                        List.of(HttpBrowser.CALLBACK)))));
        if (hasMailServer) {
            realm.put(
                    "smtpServer",
                    Map.of(
                            "host",
                            "localhost",
                            "port",
                            Integer.toString(server.inbox().smtpPort()),
                            "from",
                            "plain@plain.test"));
        }
        new Admin(server.url(), "").send("POST", "", realm);
    }

    /** The answers by what was done. */
    Map<String, String> play() {
        server.inbox().clear();
        Admin.User user = admin.newUserNamed(USER, USER);
        HttpBrowser browser = HttpBrowser.at(url);
        signIn(browser, user);
        changePassword(browser, user);
        Page totp = browser.open(APP, "kc_action=CONFIGURE_TOTP");
        answers.put("the page to set up an authenticator app", totp.title() + " | " + totp.heading());
        page("the page to change the profile", browser.open(APP, "kc_action=UPDATE_PROFILE"));
        account(browser.accessToken());
        passwordGrants();
        forgottenPassword();
        actions(user);
        endpoints();
        administration(user, browser);
        return answers;
    }

    private void signIn(HttpBrowser browser, Admin.User user) {
        page("login page", browser.open(APP));
        page("wrong password", browser.login(APP, user, "wrong"));
        await().until(() -> admin.failures(user) == 1);
        Page back = browser.login(APP, user);
        answers.put("back in the app", Boolean.toString(back.isBackInTheApp()));
        json("ID token", back.tokens());
        json("access token", HttpBrowser.claims(browser.accessToken()));
        answers.put("cookies", new TreeMap<>(browser.cookies()).keySet().toString());
        answers.put("refresh", Integer.toString(browser.refresh().status()));
        await().until(() -> admin.failures(user) == 0);
        json("user info", bearer("/protocol/openid-connect/userinfo", browser.accessToken()));
        answers.put(
                "silent login",
                Boolean.toString(browser.open(APP, "prompt=none").isBackInTheApp()));
    }

    private void changePassword(HttpBrowser browser, Admin.User user) {
        Page form = browser.open(APP, "kc_action=UPDATE_PASSWORD");
        page("the page to change the password", form);
        Page changed = form.submit(
                "kc-passwd-update-form", Map.of("password-new", NEW_PASSWORD, "password-confirm", NEW_PASSWORD));
        answers.put("the password is changed", Boolean.toString(changed.isBackInTheApp()));
        answers.put(
                "login with the new password",
                Boolean.toString(
                        HttpBrowser.at(url).login(APP, user, NEW_PASSWORD).isBackInTheApp()));
    }

    private void account(String token) {
        for (String path : List.of("", "/credentials", "/linked-accounts", "/applications")) {
            json("account" + path, bearer("/account" + path, token));
        }
    }

    private void passwordGrants() {
        for (String password : List.of(NEW_PASSWORD, "wrong")) {
            String answer = HttpBrowser.at(url)
                    .wantingJson()
                    .post(
                            url + "/protocol/openid-connect/token",
                            Map.of(
                                    "grant_type",
                                    "password",
                                    "client_id",
                                    APP,
                                    "username",
                                    USER,
                                    "password",
                                    password,
                                    "scope",
                                    "openid"))
                    .text();
            json("direct grant, " + password, parsed(answer));
        }
    }

    private void forgottenPassword() {
        HttpBrowser browser = HttpBrowser.at(url);
        Page form = browser.get(browser.open(APP).link("reset-credentials"));
        page("forgotten password", form);
        page("forgotten password, requested", form.submit("kc-reset-password-form", Map.of("username", USER)));
        mails("forgotten password");
    }

    private void actions(Admin.User user) {
        answers.put(
                "email with required actions",
                hasMailServer
                        ? admin.send(
                                        "PUT",
                                        "/users/" + user.id() + "/execute-actions-email",
                                        List.of("UPDATE_PASSWORD"))
                                .toString()
                        : normal(admin.refusal(
                                "PUT", "/users/" + user.id() + "/execute-actions-email", List.of("UPDATE_PASSWORD"))));
        mails("required actions");
        admin.update(user, Map.of("requiredActions", List.of("UPDATE_PASSWORD")));
        page("a password that must be changed", HttpBrowser.at(url).login(APP, user, NEW_PASSWORD));
        admin.update(user, Map.of("requiredActions", List.of()));
    }

    private void endpoints() {
        for (String path : List.of("/.well-known/openid-configuration", "/protocol/saml/descriptor", "")) {
            HttpResponse<String> answer = call(url + path, null);
            JsonNode body = parsed(answer.body());
            answers.put(
                    "GET " + path, answer.statusCode() + " " + normal(body.isTextual() ? body.asText() : sorted(body)));
        }
    }

    private void administration(Admin.User user, HttpBrowser browser) {
        admin.setPassword(user, Admin.PASSWORD);
        answers.put(
                "refresh after an administrator has set the password",
                Integer.toString(browser.refresh().status()));
        for (String path : List.of(
                "",
                "/authentication/required-actions",
                "/authentication/flows",
                "/client-policies/policies",
                "/users/" + user.id(),
                "/users/" + user.id() + "/credentials",
                "/users/" + user.id() + "/sessions",
                "/client-scopes",
                "/events?max=500",
                "/admin-events?max=500")) {
            json("admin " + path.replace(user.id(), "ID"), admin.get(path));
        }
    }

    private void mails(String step) {
        if (!hasMailServer) {
            assertThat(server.inbox().messages(USER)).isEmpty();
            return;
        }
        await().until(() -> !server.inbox().messages(USER).isEmpty());
        List<String> mails = new ArrayList<>();
        for (Mail mail : server.inbox().messages(USER)) {
            mails.add(mail.subject() + " " + new TreeMap<>(mail.headers()).keySet() + " " + normal(mail.text()) + " "
                    + normal(mail.html()));
        }
        answers.put("emails, " + step, String.join("\n", mails));
        server.inbox().clear();
    }

    private void page(String step, Page page) {
        answers.put(step, page.status() + " " + normal(page.html()));
    }

    private void json(String step, JsonNode json) {
        answers.put(step, normal(sorted(json)));
    }

    private JsonNode bearer(String path, String token) {
        return parsed(call(url + path, token).body());
    }

    private static HttpResponse<String> call(String address, String token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address)).header("Accept", "application/json");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return Http.client().send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return Admin.JSON.readTree(text);
        } catch (IOException notJson) {
            return Admin.JSON.getNodeFactory().textNode(text);
        }
    }

    /** The JSON with sorted keys and lists; the order of neither means anything here. Texts that are JSON themselves are sorted too. */
    private static String sorted(JsonNode json) {
        if (json.isObject()) {
            TreeMap<String, String> fields = new TreeMap<>();
            json.properties()
                    .forEach(field -> fields.put(
                            field.getKey(),
                            field.getKey().equals("scope")
                                    ? sortedWords(field.getValue().asText())
                                    : sorted(field.getValue())));
            return fields.toString();
        }
        if (json.isArray()) {
            return StreamSupport.stream(json.spliterator(), false)
                    .map(item -> normal(sorted(item)))
                    .sorted()
                    .toList()
                    .toString();
        }
        JsonNode inner = json.isTextual() && json.asText().startsWith("{") ? parsed(json.asText()) : json;
        return inner.isTextual() || inner.isValueNode() ? inner.asText() : sorted(inner);
    }

    /** Scopes, which Keycloak lists in the order of their ids. */
    private static String sortedWords(String text) {
        return Arrays.stream(text.split(" ")).sorted().collect(Collectors.joining(" "));
    }

    private static String normal(String text) {
        return text.replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "ID")
                .replaceAll("/resources/[^/\"]+/", "/resources/HASH/")
                .replaceAll(
                        "(session_code|tab_id|client_data|code_challenge|code|session_state|key)=[^&\"' ,}]+", "$1=X")
                .replaceAll("eyJ[A-Za-z0-9_.-]+", "JWT")
                .replaceAll("[A-Za-z0-9_+/=-]{22,}", "LONG")
                .replaceAll("\\b[0-9]{9,}\\b", "TIME")
                .replaceAll("(expires_in|auth_time|iat|exp|lastLogin|remaining)=[0-9]+", "$1=TIME");
    }

    @Override
    public void close() {
        admin.send("DELETE", "", null);
    }
}
