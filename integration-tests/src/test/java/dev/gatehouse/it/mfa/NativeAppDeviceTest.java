package dev.gatehouse.it.mfa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.attacks.RealmCopies;
import dev.gatehouse.demo.app.NativeApp;
import dev.gatehouse.testsupport.Http;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Clients;
import dev.gatehouse.testsupport.browser.AccountApi;
import dev.gatehouse.testsupport.browser.DirectGrant;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.ServerClock;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Verifies that an app with a login form of its own stays known by the token that it keeps, without cookies. */
class NativeAppDeviceTest {

    private static final String DEVICE_TOKEN = "device_token";
    private static final String KNOWN_DEVICE = "gatehouse-known-device";
    private static final List<String> CARRIER =
            List.of("145.53.10.7", "145.53.77.80", "62.140.137.201", "145.53.91.9", "145.97.39.155");
    private static final String ABROAD = "145.97.39.155";
    private static final String ORIGIN = "https://app.example";
    private static final Duration DAY = Duration.ofDays(1);

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final DirectGrant phone = new DirectGrant(server);
    private final Admin.User alice = admin.newUser("agent");

    @Test
    @Tag("smoke")
    @DisplayName("An app that keeps its token is not challenged from one new network after another")
    void anAppThatKeepsItsTokenIsNotChallengedFromNewNetworks() {
        String token = known(alice);
        for (String address : CARRIER) {
            JsonNode tokens = phone.from(address).call(alice, Map.of(DEVICE_TOKEN, token));
            assertThat(tokens.has("access_token"))
                    .as("from %s: %s", address, tokens)
                    .isTrue();
            assertThat(HttpBrowser.claims(tokens.get("access_token").asText())
                            .get("amr")
                            .toString())
                    .isEqualTo("[\"pwd\",\"known-device\"]");
            assertThat(tokens.get(DEVICE_TOKEN).asText()).isNotEqualTo(token);
            token = tokens.get(DEVICE_TOKEN).asText();
        }
        assertThat(devices(alice)).hasSize(1);
        assertChallenged(phone.from(CARRIER.get(0)).call(alice, Map.of()), "without the token");
    }

    @Test
    @DisplayName("The answer with the tokens carries the same device token as the cookie; a challenge carries none")
    void theAnswerCarriesWhatTheCookieCarries() {
        HttpBrowser app = server.newBrowser();
        JsonNode challenge = grant(app, alice, Map.of());
        assertChallenged(challenge, "first");
        assertThat(app.cookies()).isEmpty();
        JsonNode tokens = grant(
                app,
                alice,
                Map.of("mfa_token", challenge.get("mfa_token").asText(), "code", Codes.latest(server, alice)));
        assertThat(tokens.get(DEVICE_TOKEN).asText()).isEqualTo(cookie(app).getValue());
        assertThat(cookie(app).isHttpOnly()).isTrue();

        JsonNode next = grant(app, alice, Map.of());
        assertThat(next.has("access_token")).as("by the cookie, as before").isTrue();
        assertThat(next.get(DEVICE_TOKEN).asText())
                .isEqualTo(cookie(app).getValue())
                .isNotEqualTo(tokens.get(DEVICE_TOKEN).asText());
        assertThat(number(next)).isEqualTo(number(tokens) + 1);
    }

    @Test
    @DisplayName("Where an app sends both, the parameter decides; a parameter that is no token of the user does not")
    void theParameterComesBeforeTheCookie() {
        HttpBrowser app = server.newBrowser();
        JsonNode byCookie = known(app, alice);
        server.passTheEmailGap(alice);
        JsonNode byParameter = known(server.newBrowser(), alice);
        assertThat(devices(alice)).hasSize(2);

        JsonNode both = grant(
                app, alice, Map.of(DEVICE_TOKEN, byParameter.get(DEVICE_TOKEN).asText()));
        assertThat(device(both)).isEqualTo(device(byParameter));
        assertThat(number(both)).isEqualTo(number(byParameter) + 1);
        assertThat(both.get(DEVICE_TOKEN).asText()).isEqualTo(cookie(app).getValue());

        app.cookies().put(cookie(app).getName(), byCookie.get(DEVICE_TOKEN).asText());
        for (String none : List.of("", "x", known(admin.newUser("agent")))) {
            JsonNode tokens = grant(app, alice, Map.of(DEVICE_TOKEN, none));
            assertThat(tokens.has("access_token")).as("%s: %s", none, tokens).isTrue();
            assertThat(device(tokens)).isEqualTo(device(byCookie));
        }
    }

    @Test
    @DisplayName(
            "An app whose answer is lost sends its token again, hours later and from another network, and is known")
    void aLostAnswerDoesNotMakeAnAppAThief() {
        String kept = token(phone.call(alice, Map.of(DEVICE_TOKEN, known(alice))));
        assertThat(phone.from(CARRIER.get(0))
                        .call(alice, Map.of(DEVICE_TOKEN, kept))
                        .has(DEVICE_TOKEN))
                .as("this answer is lost")
                .isTrue();
        assertThat(phone.from(CARRIER.get(1))
                        .call(alice, Map.of(DEVICE_TOKEN, kept))
                        .has(DEVICE_TOKEN))
                .as("and so is this")
                .isTrue();
        try (ServerClock clock = ServerClock.of(server)) {
            clock.advance(Duration.ofHours(3));
            String next = token(phone.from(CARRIER.get(2)).call(alice, Map.of(DEVICE_TOKEN, kept)));
            assertThat(phone.from(CARRIER.get(3))
                            .call(alice, Map.of(DEVICE_TOKEN, next))
                            .has("access_token"))
                    .as("with what arrived")
                    .isTrue();
            assertChallenged(
                    phone.from(CARRIER.get(4)).call(alice, Map.of(DEVICE_TOKEN, kept)), "once the next one was seen");
        }
    }

    @Test
    void aCallThatIsRepeatedAtOnceGetsATokenThatCounts() {
        String kept = known(alice);
        String first = token(phone.call(alice, Map.of(DEVICE_TOKEN, kept)));
        String second = token(phone.call(alice, Map.of(DEVICE_TOKEN, kept)));
        assertThat(phone.call(alice, Map.of(DEVICE_TOKEN, first)).has("access_token"))
                .isTrue();
        assertThat(phone.call(alice, Map.of(DEVICE_TOKEN, second)).has("access_token"))
                .isTrue();
    }

    @Test
    @DisplayName("A thief with the password and a token that was replaced since is challenged, and the owner is not")
    void anOldStolenTokenIsChallenged() {
        String stolen = known(alice);
        String second = token(phone.call(alice, Map.of(DEVICE_TOKEN, stolen)));
        String third = token(phone.call(alice, Map.of(DEVICE_TOKEN, second)));
        for (String address : List.of("192.0.2.10", CARRIER.get(0))) {
            assertChallenged(phone.from(address).call(alice, Map.of(DEVICE_TOKEN, stolen)), address);
        }
        assertThat(reasons(alice)).contains("device_replayed");
        assertThat(phone.call(alice, Map.of(DEVICE_TOKEN, third)).has("access_token"))
                .as("the owner")
                .isTrue();
    }

    @Test
    @DisplayName("Where a thief has copied the latest token, the second of thief and owner to come again is challenged")
    void aCopyOfTheLatestTokenIsNoticed() {
        String copied = known(alice);
        String ofThief = token(phone.from(CARRIER.get(0)).call(alice, Map.of(DEVICE_TOKEN, copied)));
        String ofOwner = token(phone.call(alice, Map.of(DEVICE_TOKEN, copied)));
        assertThat(phone.call(alice, Map.of(DEVICE_TOKEN, ofOwner)).has("access_token"))
                .as("the owner")
                .isTrue();
        assertChallenged(phone.from(CARRIER.get(0)).call(alice, Map.of(DEVICE_TOKEN, ofThief)), "the thief");
        assertThat(reasons(alice)).contains("device_replayed");
        assertChallenged(phone.call(alice, Map.of(DEVICE_TOKEN, copied)), "the copy");
    }

    @Test
    @DisplayName("An answer that arrives late, after that to the repeated call, makes no thief of the app")
    void aLateAnswerMakesNoThief() {
        String kept = token(phone.call(alice, Map.of(DEVICE_TOKEN, known(alice))));
        String late = token(phone.from(CARRIER.get(0)).call(alice, Map.of(DEVICE_TOKEN, kept)));
        token(phone.from(CARRIER.get(1)).call(alice, Map.of(DEVICE_TOKEN, kept)));
        assertThat(phone.call(alice, Map.of(DEVICE_TOKEN, late)).has("access_token"))
                .isTrue();
    }

    @Test
    @DisplayName("A code revokes the copy of an app, whether or not the copied token is sent with the code")
    void aCodeRevokesTheCopyOfAnApp() {
        for (boolean isSentWithTheCode : List.of(true, false)) {
            Admin.User user = admin.newUser("agent");
            String copied = known(user);
            String ofThief = token(phone.from(CARRIER.get(0)).call(user, Map.of(DEVICE_TOKEN, copied)));
            String ofOwner = token(phone.call(user, Map.of(DEVICE_TOKEN, copied)));
            ofThief = token(phone.from(CARRIER.get(0)).call(user, Map.of(DEVICE_TOKEN, ofThief)));
            server.passTheEmailGap(user);
            JsonNode challenge = phone.call(user, Map.of(DEVICE_TOKEN, ofOwner));
            assertChallenged(challenge, "the owner, who comes second");
            Map<String, String> second = new HashMap<>(
                    Map.of("mfa_token", challenge.get("mfa_token").asText(), "code", Codes.latest(server, user)));
            if (isSentWithTheCode) {
                second.put(DEVICE_TOKEN, ofOwner);
            }
            String renewed = token(phone.call(user, second));
            assertThat(devices(user)).as("the copied one is forgotten").hasSize(1);
            assertThat(phone.call(user, Map.of(DEVICE_TOKEN, renewed)).has("access_token"))
                    .isTrue();
            assertChallenged(phone.from(CARRIER.get(0)).call(user, Map.of(DEVICE_TOKEN, ofThief)), "the thief");
            assertThat(reasons(user)).contains("device_unknown");
        }
    }

    @Test
    @DisplayName("Of two tokens of the same device, in the parameter and in the cookie, the later one counts")
    void theLaterOfTwoTokensOfADeviceCounts() {
        HttpBrowser app = server.newBrowser();
        String kept = token(known(app, alice));
        for (int login = 0; login < 3; login++) {
            JsonNode tokens = grant(app, alice, Map.of(DEVICE_TOKEN, kept));
            assertThat(tokens.has("access_token")).as("%d: %s", login, tokens).isTrue();
        }
        assertThat(devices(alice)).hasSize(1);
    }

    @Test
    @DisplayName("A script of a web page does not get the token of the cookie, which is not for scripts")
    void aScriptOfAWebPageDoesNotGetTheTokenOfTheCookie() {
        HttpBrowser page = server.newBrowser();
        String token = token(known(page, alice));
        page.sending("Origin", ORIGIN);
        try (Admin.Restore allowed = Clients.withWebOrigin(admin, "mobile", ORIGIN)) {
            for (Map<String, String> parameter :
                    List.of(Map.<String, String>of(), Map.of(DEVICE_TOKEN, ""), Map.of(DEVICE_TOKEN, "a.b.c"))) {
                JsonNode byCookie = grant(page, alice, parameter);
                assertThat(byCookie.has("access_token")).as(byCookie.toString()).isTrue();
                assertThat(byCookie.has(DEVICE_TOKEN)).as("%s", parameter).isFalse();
            }
            Admin.User bob = admin.newUser("agent");
            String ofPage = known(bob, server.newBrowser().sending("Origin", ORIGIN));
            HttpBrowser webView = server.newBrowser().sending("Origin", ORIGIN);
            JsonNode byParameter = grant(webView, bob, Map.of(DEVICE_TOKEN, ofPage));
            assertThat(byParameter.has(DEVICE_TOKEN)).as("what it keeps itself").isTrue();
            assertThat(token).isNotEqualTo(ofPage);
        }
    }

    /** The token of a script that asks for it. */
    private String known(Admin.User user, HttpBrowser script) {
        server.passTheEmailGap(user);
        JsonNode challenge = grant(script, user, Map.of(DEVICE_TOKEN, ""));
        return token(grant(
                script,
                user,
                Map.of(
                        DEVICE_TOKEN,
                        "",
                        "mfa_token",
                        challenge.get("mfa_token").asText(),
                        "code",
                        Codes.latest(server, user))));
    }

    @Test
    @DisplayName("The token of another user or of another realm is as if none were sent")
    void aTokenOfAnotherUserOrRealmIsIgnored() {
        assertChallenged(phone.call(alice, Map.of(DEVICE_TOKEN, known(admin.newUser("agent")))), "of another user");
        assertThat(reasons(alice)).contains("device_unknown").doesNotContain("device_replayed");

        RealmCopies copies = RealmCopies.ofThisBuild("127.0.0.1", server.inbox().smtpPort());
        TestServer other = copies.add(server);
        try {
            DirectGrant there = new DirectGrant(other);
            Admin.User user = other.admin().newUser("agent");
            JsonNode challenge = there.call(user, Map.of());
            String token = token(there.call(
                    user, Map.of("mfa_token", challenge.get("mfa_token").asText(), "code", Codes.latest(other, user))));
            Admin.User bob = admin.newUser("agent");
            assertChallenged(phone.call(bob, Map.of(DEVICE_TOKEN, token)), "of another realm");
            assertThat(reasons(bob)).contains("device_unknown");
        } finally {
            copies.remove(other);
        }
    }

    @Test
    @DisplayName("What is no token, too long, or a token of another kind, is as if none were sent, and is not noted")
    void whatIsNoTokenIsIgnored() {
        JsonNode tokens = known(server.newBrowser(), alice);
        String genuine = token(tokens);
        String[] parts = genuine.split("\\.");
        Map<String, String> hostile = new LinkedHashMap<>();
        hostile.put("empty", "");
        hostile.put("a word", "hostile-7f3a");
        hostile.put("dots", "..");
        hostile.put("three words", "a.b.c");
        hostile.put("markup", "'\"<script>");
        hostile.put("a control character", "\u0000");
        hostile.put("a line", "a.b.c\nGATEHOUSE-000 hostile-7f3a");
        hostile.put("long", "hostile7f3a".repeat(1000));
        hostile.put("a long header", "A".repeat(20_000) + "." + parts[1] + "." + parts[2]);
        hostile.put("spaces around", " " + genuine + " ");
        hostile.put("more behind", genuine + ".more");
        hostile.put("no signature", parts[0] + "." + parts[1] + ".");
        hostile.put("no algorithm", "eyJhbGciOiJub25lIn0." + parts[1] + "." + parts[2]);
        hostile.put("another signature", parts[0] + "." + parts[1] + "." + "A".repeat(parts[2].length()));
        hostile.put("another payload", parts[0] + ".eyJzdWIiOiIxIn0." + parts[2]);
        hostile.put("an access token", tokens.get("access_token").asText());
        hostile.put("a refresh token", tokens.get("refresh_token").asText());
        Admin.User user = admin.newUser("agent");
        hostile.forEach((kind, value) -> {
            JsonNode answer = phone.call(user, Map.of(DEVICE_TOKEN, value));
            assertChallenged(answer, kind);
            assertThat(answer.toString()).as(kind).doesNotContain("7f3a");
        });
        assertThat(reasons(user)).contains("device_unknown");
        assertThat(admin.events(user).toString()).doesNotContain("7f3a").doesNotContain(DEVICE_TOKEN);
        assertThat(phone.call(alice, Map.of(DEVICE_TOKEN, genuine)).has("access_token"))
                .as("the genuine one")
                .isTrue();
    }

    @Test
    void aVeryLongParameterIsNoServerError() {
        assertThat(phone.call(alice, Map.of(DEVICE_TOKEN, "a".repeat(100_000)))
                        .get("status")
                        .asInt())
                .isLessThan(500);
    }

    @Test
    void anAdministratorsNewPasswordEndsTheTokensOfApps() {
        String token = known(alice);
        admin.setPassword(alice, Recoveries.NEW_PASSWORD);
        assertThat(devices(alice)).isEmpty();
        assertChallenged(
                phone.call(alice, Map.of(DEVICE_TOKEN, token, "password", Recoveries.NEW_PASSWORD)),
                "with the new password");
    }

    @Test
    void thisWasNotMeEndsTheTokensOfApps() {
        Recoveries recoveries = new Recoveries(server);
        String token = known(alice);
        recoveries.askNotMe(recoveries.browser(), alice);
        recoveries.latest(alice, 2);
        recoveries.browser().get(recoveries.link(alice)).submit("gatehouse-secure-form", Map.of("secure", "on"));
        server.passTheEmailGap(alice);
        assertChallenged(phone.call(alice, Map.of(DEVICE_TOKEN, token)), "afterwards");
        assertThat(reasons(alice)).contains("device_unknown");
    }

    @Test
    void anAppThatTheUserRemovesInTheAccountConsoleIsChallenged() {
        try (Admin.Restore full = Clients.withFullScope(admin, "mobile")) {
            JsonNode tokens = known(server.newBrowser(), alice);
            AccountApi account =
                    new AccountApi(server, tokens.get("access_token").asText());
            assertThat(account.get("/credentials").body()).contains("Firefox, Linux");
            assertThat(account.delete("/credentials/" + admin.credentialId(alice, KNOWN_DEVICE))
                            .statusCode())
                    .isEqualTo(204);
            assertChallenged(phone.call(alice, Map.of(DEVICE_TOKEN, token(tokens))), "afterwards");
        }
    }

    @Test
    @DisplayName("A device in daily use is known on day 120, and no longer once a year has passed since its code")
    void aDeviceInUseIsKnownUntilItsAbsoluteEnd() {
        String token = known(alice);
        try (ServerClock clock = ServerClock.of(server)) {
            for (int day = 60; day <= 360; day += 60) {
                clock.advance(DAY.multipliedBy(60));
                JsonNode tokens = phone.call(alice, Map.of(DEVICE_TOKEN, token));
                assertThat(tokens.has("access_token"))
                        .as("on day %d: %s", day, tokens)
                        .isTrue();
                token = token(tokens);
            }
            clock.advance(DAY.multipliedBy(6));
            assertChallenged(phone.from(ABROAD).call(alice, Map.of(DEVICE_TOKEN, token)), "on day 366");
            assertThat(reasons(alice)).contains("device_unknown");
        }
    }

    @Test
    void aDeviceThatIsNotUsedIsForgottenAfterItsLifetime() {
        String token = known(alice);
        try (ServerClock clock = ServerClock.of(server)) {
            clock.advance(DAY.multipliedBy(89));
            token = token(phone.call(alice, Map.of(DEVICE_TOKEN, token)));
            clock.advance(DAY.multipliedBy(91));
            assertChallenged(phone.from(ABROAD).call(alice, Map.of(DEVICE_TOKEN, token)), "after 91 days of disuse");
            assertThat(reasons(alice)).contains("device_unknown");
        }
    }

    @Test
    @DisplayName("A shorter life that an administrator sets applies at once, to the tokens that are out")
    void aShorterLifeAppliesAtOnce() {
        String token = known(alice);
        try (ServerClock clock = ServerClock.of(server)) {
            clock.advance(DAY.multipliedBy(3));
            for (Map<String, String> shorter : List.of(Map.of("deviceMaxAge", "2"), Map.of("deviceLifetime", "2"))) {
                try (Admin.Restore restored = admin.mfa(shorter)) {
                    assertChallenged(phone.call(alice, Map.of(DEVICE_TOKEN, token)), shorter.toString());
                }
            }
            assertThat(phone.call(alice, Map.of(DEVICE_TOKEN, token)).has("access_token"))
                    .as("with the former life")
                    .isTrue();
        }
    }

    @Test
    @DisplayName("The cookie of a browser lives for 90 days from each login, and ends with the device's year")
    void theCookieOfABrowserSlidesToo() {
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", alice);
        assertThat(days(cookie(browser.signOut()))).isEqualTo(90);
        try (ServerClock clock = ServerClock.of(server)) {
            for (int day = 80; day <= 320; day += 80) {
                clock.advance(DAY.multipliedBy(80));
                assertThat(browser.login("workspace", alice).isBackInTheApp())
                        .as("on day %d", day)
                        .isTrue();
                assertThat(days(cookie(browser.signOut()))).as("on day %d", day).isEqualTo(Math.min(90, 365 - day));
            }
            clock.advance(DAY.multipliedBy(44));
            assertThat(browser.login("workspace", alice).isBackInTheApp())
                    .as("on day 364")
                    .isTrue();
            clock.advance(DAY.multipliedBy(2));
            assertThat(browser.signOut().from(ABROAD).login("workspace", alice).asksForCode())
                    .as("on day 366")
                    .isTrue();
        }
    }

    @Test
    void theTokenGetsItsAppPastAStrangersLock() {
        String token = known(alice);
        try (Admin.Restore longLocks = admin.realm(Map.of("waitIncrementSeconds", 600))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                phone.call(alice, Map.of("password", "wrong"));
                return admin.get("/attack-detection/brute-force/users/" + alice.id())
                        .get("disabled")
                        .asBoolean();
            });
            assertThat(phone.call(alice, Map.of()).get("error").asText())
                    .as("without the token")
                    .isEqualTo("invalid_grant");
            assertThat(phone.call(alice, Map.of(DEVICE_TOKEN, token)).has("access_token"))
                    .as("with it")
                    .isTrue();
        }
    }

    @Test
    @DisplayName("The token of a device that is unused for too long gets nobody past a lock")
    void anOutdatedTokenGetsNobodyPastALock() {
        String token = known(alice);
        try (Admin.Restore longLocks = admin.realm(Map.of("waitIncrementSeconds", 600));
                ServerClock clock = ServerClock.of(server)) {
            clock.advance(DAY.multipliedBy(91));
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                phone.call(alice, Map.of("password", "wrong"));
                return admin.get("/attack-detection/brute-force/users/" + alice.id())
                        .get("disabled")
                        .asBoolean();
            });
            assertThat(phone.call(alice, Map.of(DEVICE_TOKEN, token))
                            .get("error")
                            .asText())
                    .isEqualTo("invalid_grant");
        }
    }

    @Test
    @DisplayName(
            "A login that is not suspicious and proves nothing gets a token that is seen again; no device becomes known")
    void aLoginThatProvesNothingMakesNoDeviceKnown() {
        try (Admin.Restore off = admin.mfa(Map.of("mode", "off"))) {
            assertThat(phone.call(alice, Map.of()).has(DEVICE_TOKEN)).isFalse();
        }
        try (Admin.Restore observed = admin.mfa(Map.of("mode", "observe"));
                ServerClock clock = ServerClock.of(server)) {
            JsonNode answer = phone.call(alice, Map.of());
            assertThat(answer.has(DEVICE_TOKEN)).as("would be challenged").isFalse();
            // Its score falls with each login.
            for (int login = 0; login < 30 && !answer.has(DEVICE_TOKEN); login++) {
                clock.advance(DAY.multipliedBy(2));
                answer = phone.call(alice, Map.of());
            }
            String seen = token(answer);
            assertThat(phone.call(alice, Map.of(DEVICE_TOKEN, seen)).has("access_token"))
                    .isTrue();
            assertThat(reasons(alice)).contains("device_seen");
            Admin.User bob = admin.newUser("agent");
            phone.call(bob, Map.of(DEVICE_TOKEN, seen));
            assertThat(reasons(bob)).as("of another user").contains("device_unknown");
            assertThat(devices(alice)).isEmpty();

            admin.send("DELETE", "/gatehouse/users/" + alice.id() + "/history?reason=test", null);
            phone.call(alice, Map.of(DEVICE_TOKEN, seen));
            phone.call(alice, Map.of(DEVICE_TOKEN, seen));
            assertThat(reasons(alice)).as("what was known is forgotten").contains("device_unknown");
        }
    }

    @Test
    @DisplayName("The token is a parameter of direct grants only: in a browser's form it counts for nothing")
    void theParameterCountsInDirectGrantsOnly() {
        String token = known(alice);
        HttpBrowser browser = server.newBrowser();
        Page password = browser.open("workspace").enterEmail(alice.email());
        assertThat(password.submit("kc-form-login", Map.of("password", Admin.PASSWORD, DEVICE_TOKEN, token))
                        .asksForCode())
                .isTrue();
    }

    @Test
    @DisplayName("The example app of the documents asks for a code once, and its answers may get lost")
    void theExampleAppAsksForACodeOnce() throws Exception {
        Map<String, String> keychain = new HashMap<>();
        NativeApp.DeviceTokens devices = new NativeApp.DeviceTokens() {
            @Override
            public Optional<String> of(String user) {
                return Optional.ofNullable(keychain.get(user));
            }

            @Override
            public void keep(String user, String token) {
                keychain.put(user, token);
            }
        };
        NativeApp app = new NativeApp(URI.create(server.realmUrl()), "mobile", Http.client(), devices);
        String tokens = app.signIn(alice.email(), Admin.PASSWORD, description -> {
            assertThat(description).contains("was sent by email");
            return Codes.latest(server, alice);
        });
        assertThat(HttpBrowser.claims(tokens).get("amr").toString()).contains("email");
        String before = keychain.get(alice.email());
        for (int login = 0; login < 3; login++) {
            tokens = app.signIn(alice.email(), Admin.PASSWORD, NativeAppDeviceTest::noCode);
            assertThat(HttpBrowser.claims(tokens).get("amr").toString()).contains("known-device");
        }
        assertThat(keychain.get(alice.email())).isNotEqualTo(before);

        String kept = keychain.get(alice.email());
        app.signIn(alice.email(), Admin.PASSWORD, NativeAppDeviceTest::noCode);
        keychain.put(alice.email(), kept);
        app.signIn(alice.email(), Admin.PASSWORD, NativeAppDeviceTest::noCode);
    }

    private static String noCode(String description) {
        throw new AssertionError("the app is challenged: " + description);
    }

    private static void assertChallenged(JsonNode answer, String when) {
        assertThat(answer.path("error").asText()).as("%s: %s", when, answer).isEqualTo("mfa_required");
        assertThat(answer.get("status").asInt()).as(when).isEqualTo(400);
        assertThat(answer.has(DEVICE_TOKEN)).as(when).isFalse();
    }

    /** The token of an app that has just become known to the user by a code. */
    private String known(Admin.User user) {
        return token(known(server.newBrowser(), user));
    }

    private JsonNode known(HttpBrowser app, Admin.User user) {
        JsonNode challenge = grant(app, user, Map.of());
        JsonNode tokens = grant(
                app,
                user,
                Map.of("mfa_token", challenge.get("mfa_token").asText(), "code", Codes.latest(server, user)));
        assertThat(tokens.has("access_token")).as(tokens.toString()).isTrue();
        return tokens;
    }

    /** A direct grant of an app that keeps cookies. */
    private JsonNode grant(HttpBrowser app, Admin.User user, Map<String, String> more) {
        Map<String, String> form = new HashMap<>(Map.of(
                "grant_type", "password", "client_id", "mobile", "username", user.email(), "password", Admin.PASSWORD));
        form.putAll(more);
        Page answer = app.post(server.realmUrl() + "/protocol/openid-connect/token", form);
        try {
            return ((ObjectNode) Admin.JSON.readTree(answer.text())).put("status", answer.status());
        } catch (IOException e) {
            throw new AssertionError(answer.status() + ": " + answer.text(), e);
        }
    }

    private static String token(JsonNode tokens) {
        assertThat(tokens.has(DEVICE_TOKEN)).as(tokens.toString()).isTrue();
        return tokens.get(DEVICE_TOKEN).asText();
    }

    private static int number(JsonNode tokens) {
        return HttpBrowser.claims(token(tokens)).get("num").asInt();
    }

    private static String device(JsonNode tokens) {
        return HttpBrowser.claims(token(tokens)).get("jti").asText();
    }

    private static HttpCookie cookie(HttpBrowser of) {
        return of.cookieHeaders().entrySet().stream()
                .filter(cookie -> cookie.getKey().startsWith("GH_DEVICE_"))
                .map(cookie -> HttpCookie.parse(cookie.getValue()).get(0))
                .findFirst()
                .orElseThrow();
    }

    private static long days(HttpCookie cookie) {
        return Math.round(cookie.getMaxAge() / (double) DAY.toSeconds());
    }

    private List<JsonNode> devices(Admin.User user) {
        return admin.credentials(user).stream()
                .filter(credential -> credential.get("type").asText().equals(KNOWN_DEVICE))
                .toList();
    }

    /** The reasons of the latest event that has some. */
    private String reasons(Admin.User user) {
        return admin.events(user).stream()
                .map(event -> event.path("details").path("gatehouse_reasons").asText())
                .filter(reasons -> !reasons.isEmpty())
                .findFirst()
                .orElseThrow();
    }
}
