package dev.gatehouse.it.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Flows.Step;
import dev.gatehouse.testsupport.browser.AuthenticatorApp;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.TokenEndpoint;
import dev.gatehouse.testsupport.server.RemovableServer;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The story of an administrator who brings Gatehouse into a realm that is in use, by the commands of the section "Install" of the README,
 * typed in a terminal. It prints what the administrator did until the realm enforced, and how long that took.
 */
@Tag("slow")
class NewAdministratorTest {

    private static final String STOCK_OTP = "kc-otp-login-form";
    private static final Duration MOST_TIME = Duration.ofMinutes(5);

    /** What the administrator did, and how long each took. */
    private final Map<String, Duration> done = new LinkedHashMap<>();

    private final InstallSection readme = InstallSection.ofReadme();

    NewAdministratorTest() throws IOException {}

    @Test
    @DisplayName(
            "JARs, one command, observe, a pilot, everybody, undo: nobody is locked out on the way, and the realm is as it was")
    void gatehouseComesIntoARealmInUseAndGoes() throws Exception {
        try (RemovableServer server = new RemovableServer()) {
            // Without the JARs the server would not start with this realm.
            server.admin().send("DELETE", "", null);
            server.startWithoutGatehouse();
            try (RealmInUse realm = ordinaryRealm(server)) {
                story(server, realm);
            }
        }
    }

    private RealmInUse ordinaryRealm(RemovableServer server) {
        RealmInUse realm = new RealmInUse(
                server.url(),
                readme.realm(),
                Map.of(
                        "host",
                        "localhost",
                        "port",
                        Integer.toString(server.inbox().smtpPort()),
                        "from",
                        "shop@shop.test"));
        Admin admin = realm.admin();
        admin.optionalEmail();
        String own = realm.flows()
                .added(
                        Step.alternative("auth-cookie"),
                        Step.alternative("identity-provider-redirector"),
                        Step.alternative(
                                Step.required("auth-username-form"),
                                Step.required("auth-password-form"),
                                Step.required("allow-access-authenticator"),
                                Step.conditional(
                                        Step.required("conditional-user-configured"), Step.required("auth-otp-form"))));
        admin.send("PUT", "", Map.of("browserFlow", own));
        admin.send(
                "POST",
                "/clients",
                Map.of(
                        "clientId",
                        "till",
                        "publicClient",
                        true,
                        "redirectUris",
                        List.of("http://localhost:9999/callback")));
        admin.overrideBrowserFlow("till", realm.flows().added(Step.required("auth-username-password-form")));
        admin.send(
                "POST",
                "/identity-provider/instances",
                Map.of(
                        "alias",
                        "corp",
                        "providerId",
                        "oidc",
                        "config",
                        Map.of(
                                "authorizationUrl",
                                "http://localhost:9999/auth",
                                "tokenUrl",
                                "http://localhost:9999/token",
                                "clientId",
                                "shop",
                                "clientSecret",
                                "secret")));
        admin.send(
                "POST",
                "/identity-provider/instances",
                Map.of(
                        "alias",
                        "partner",
                        "providerId",
                        "saml",
                        "config",
                        Map.of(
                                "singleSignOnServiceUrl",
                                "http://localhost:9999/saml",
                                "idpEntityId",
                                "http://localhost:9999/saml")));
        return realm;
    }

    private void story(RemovableServer server, RealmInUse realm) throws Exception {
        Terminal terminal = new Terminal(server.providers());
        AuthenticatorApp app = new AuthenticatorApp();
        Admin.User plain = realm.admin().newUser();
        Admin.User careful = realm.admin().newUserWith(List.of(app.credential()));
        Admin.User unreachable = withoutAddress(realm);
        String live = refreshToken(realm.directGrant(plain, Map.of("scope", "openid")));
        String offline = refreshToken(realm.directGrant(plain, Map.of("scope", "openid offline_access")));
        String before = realm.export();

        administrator("the JARs copied to providers/, and Keycloak started", server::startWithGatehouse);
        assertThat(realm.export()).as("the JARs alone change nothing").isEqualTo(before);
        assertGoesOn(realm, live, offline);
        String command = readme.setup(server.url());
        administrator(command, () -> assertThat(typed(terminal, command, "Apply this plan? [y/N] "))
                .contains(
                        "browser-flow", "client-flow.till.browser", "post-login-flow.corp", "post-login-flow.partner"));

        assertGoesOn(realm, live, offline);
        assertThat(realm.browser().login(RealmInUse.APP, plain).isBackInTheApp())
                .as("observe")
                .isTrue();
        assertThat(realm.browser().login("till", plain).isBackInTheApp()).isTrue();
        assertThat(realm.browser().login(RealmInUse.APP, unreachable).isBackInTheApp())
                .isTrue();
        Page otp = realm.browser().login(RealmInUse.APP, careful);
        assertThat(otp.has(STOCK_OTP)).as(otp.text()).isTrue();
        assertThat(otp.submit(STOCK_OTP, Map.of("otp", app.code())).isBackInTheApp())
                .isTrue();
        assertThat(server.inbox().messages(plain.email())).isEmpty();

        Admin.User pilot = realm.admin().newUser();
        realm.admin().send("POST", "/groups", Map.of("name", "pilot"));
        String group = realm.admin().get("/group-by-path/pilot").get("id").asText();
        realm.admin().send("PUT", "/users/" + pilot.id() + "/groups/" + group, null);
        administrator(
                "the form of the gate saved with the mode enforce and a pilot",
                () -> realm.settings(Map.of("mode", "enforce", "pilot", "/pilot")));
        assertThat(realm.browser().login(RealmInUse.APP, pilot).asksForCode())
                .as("who is in the pilot")
                .isTrue();
        assertThat(realm.browser().login(RealmInUse.APP, plain).isBackInTheApp())
                .as("who is not")
                .isTrue();
        Page own = realm.browser().login(RealmInUse.APP, careful);
        assertThat(own.has(STOCK_OTP))
                .as("Keycloak's own factor, of who is not: %s", own.text())
                .isTrue();
        assertGoesOn(realm, live, offline);

        administrator("the form of the gate saved without the pilot", () -> realm.settings(Map.of("pilot", "")));
        reportWhatWasDone();
        assertGoesOn(realm, live, offline);
        assertThat(realm.browser().login(RealmInUse.APP, plain).asksForCode())
                .as("a device that is not known")
                .isTrue();
        Page asked = realm.browser().login(RealmInUse.APP, careful);
        assertThat(asked.has(STOCK_OTP)).as(asked.text()).isFalse();
        CommandRun doctor = CommandRun.at(server.url(), "doctor", realm.name());
        assertThat(doctor.exit()).as(doctor.output()).isZero();
        assertThat(doctor.output()).contains(" 0 holes");

        realm.admin().send("DELETE", "/groups/" + group, null);
        typed(terminal, readme.undo(server.url()), "Undo everything in the realm " + realm.name() + "? [y/N] ");
        assertThat(realm.admin().get(RealmInUse.SETUP).get("jarsCanBeRemoved").asBoolean())
                .isTrue();
        assertThat(realm.export()).isEqualTo(before);
        server.startWithoutGatehouse();
        assertGoesOn(realm, live, offline);
        assertThat(realm.browser().login(RealmInUse.APP, plain).isBackInTheApp())
                .isTrue();
        assertThat(realm.export()).isEqualTo(before);
    }

    /** What a step of the administrator does. */
    @FunctionalInterface
    private interface Act {
        void run() throws Exception;
    }

    private void administrator(String what, Act act) throws Exception {
        long start = System.nanoTime();
        act.run();
        done.put(what, Duration.ofNanos(System.nanoTime() - start));
    }

    private void reportWhatWasDone() {
        Duration all = done.values().stream().reduce(Duration.ZERO, Duration::plus);
        System.out.println("From the JARs to enforce in " + all.toSeconds() + " s:");
        done.forEach((what, time) -> System.out.println("  " + what + ": " + time.toMillis() + " ms"));
        assertThat(all).isLessThan(MOST_TIME);
    }

    /** Types a command, the password, and yes to the question; returns what it printed. */
    private static String typed(Terminal terminal, String command, String question) throws Exception {
        CommandRun run = terminal.type(
                command,
                List.of(new Terminal.Answer("Password of admin: ", "admin"), new Terminal.Answer(question, "y")));
        assertThat(run.exit()).as(run.output()).isZero();
        return run.output();
    }

    private static Admin.User withoutAddress(RealmInUse realm) {
        Admin.User user = realm.admin().newUser();
        Map<String, Object> changed = new HashMap<>(Admin.asMap(realm.admin().get("/users/" + user.id())));
        changed.put("email", "");
        realm.admin().send("PUT", "/users/" + user.id(), changed);
        return user;
    }

    private static String refreshToken(TokenEndpoint.Answer granted) {
        assertThat(granted.hasToken()).as(granted.toString()).isTrue();
        return granted.body().get("refresh_token").asText();
    }

    /** Sessions from before go on, and so do offline ones. */
    private static void assertGoesOn(RealmInUse realm, String... refreshTokens) {
        for (String token : refreshTokens) {
            TokenEndpoint.Answer answer = realm.token(
                    Map.of("grant_type", "refresh_token", "client_id", RealmInUse.APP, "refresh_token", token));
            assertThat(answer.hasToken()).as(answer.toString()).isTrue();
        }
    }
}
