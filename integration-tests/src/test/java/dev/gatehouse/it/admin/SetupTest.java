package dev.gatehouse.it.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.attacks.RealmCopies;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.AdminCalls;
import dev.gatehouse.testsupport.admin.Flows.Step;
import dev.gatehouse.testsupport.admin.RealmExport;
import dev.gatehouse.testsupport.browser.AuthenticatorApp;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Verifies that set-up plans what it does, does only that, and that undoing gives back what was there. */
class SetupTest {

    private static final String GATE = "gatehouse-mfa-gate";
    private static final String BROWSER_STEP = "gatehouse-adaptive-mfa";
    private static final String DIRECT_GRANT_STEP = "gatehouse-direct-grant-mfa";
    private static final String STOCK_OTP = "kc-otp-login-form";
    private static final List<String> ALL_OPTIONS =
            List.of("recovery=true", "password-rules=true", "themes=true", "amr=true");

    private final TestServer server = TestServer.shared();

    @Test
    @Tag("smoke")
    @DisplayName(
            "A stock realm: planning changes nothing, a second plan is empty, undoing gives back what was exported")
    void aStockRealmIsSetUpAndGetsBackWhatItHad() {
        try (RealmInUse realm = new RealmInUse(server)) {
            String before = realm.export();
            JsonNode plan = realm.plan("");
            assertThat(RealmInUse.ids(plan))
                    .containsExactly("browser-flow", "direct-grant-flow", "first-login-flow", "client-policy", "gate");
            assertThat(plan.get("questions")).isEmpty();
            for (JsonNode step : plan.get("steps")) {
                assertThat(step.get("what").asText()).as(step.toString()).isNotBlank();
                assertThat(step.get("where").asText()).as(step.toString()).isNotBlank();
                assertThat(step.get("after").asText()).as(step.toString()).isNotBlank();
                assertThat(step.get("effect").asText()).as(step.toString()).isNotBlank();
            }
            assertThat(realm.export()).as("planning changes nothing").isEqualTo(before);

            assertThat(realm.apply("")).isEqualTo(RealmInUse.ids(plan));
            assertThat(realm.plan("").get("steps")).isEmpty();
            assertThat(Examined.by(realm.admin()).findings())
                    .filteredOn(finding -> finding.get("severity").asText().equals("hole"))
                    .isEmpty();
            assertThat(Examined.by(realm.admin()).ids()).doesNotContain("stock-factor-beside-step", "not-set-up");
            JsonNode state = realm.admin().get(RealmInUse.SETUP);
            assertThat(state.get("steps")).hasSize(5);
            assertThat(state.get("inUse").asBoolean()).isTrue();
            assertThat(state.get("jarsCanBeRemoved").asBoolean()).isFalse();

            JsonNode undone = realm.undo();
            assertThat(RealmInUse.ids(undone))
                    .containsExactly("gate", "client-policy", "first-login-flow", "direct-grant-flow", "browser-flow");
            assertThat(undone.get("inUse").asBoolean()).isFalse();
            assertThat(undone.get("otherRealms").toString())
                    .as("the reference realm needs the JARs")
                    .contains("acme");
            assertThat(undone.get("jarsCanBeRemoved").asBoolean()).isFalse();
            assertThat(realm.export()).isEqualTo(before);
            assertThat(realm.admin().get(RealmInUse.SETUP).get("steps")).isEmpty();
        }
    }

    @Test
    @DisplayName("All options: each is planned once, and undone")
    void whatIsAskedForIsSetUpAndUndone() {
        try (RealmInUse realm = new RealmInUse(server)) {
            realm.admin().send("POST", "/roles", Map.of("name", "seller"));
            String before = realm.export();
            String options =
                    String.join("&", ALL_OPTIONS) + "&privileged=seller&apps=" + RealmInUse.APP + "&people=seller";
            assertThat(realm.apply(options))
                    .contains("recovery", "password-rules", "themes", "amr", "app-access", "gate");
            assertThat(realm.plan(options).get("steps")).isEmpty();
            assertThat(realm.plan("").get("steps"))
                    .as("what is not asked for stays")
                    .isEmpty();
            JsonNode after = realm.admin().get("");
            assertThat(after.get("loginTheme").asText()).isEqualTo("gatehouse");
            assertThat(after.get("passwordPolicy").asText()).contains("gatehouse-password-rules(", "common=core");
            assertThat(realm.admin()
                            .get("/authentication/required-actions/" + GATE + "/config")
                            .at("/config/privileged")
                            .asText())
                    .isEqualTo("seller");
            assertThat(Examined.by(realm.admin()).findings())
                    .filteredOn(finding -> finding.get("severity").asText().equals("hole"))
                    .isEmpty();
            realm.undo();
            assertThat(realm.export()).isEqualTo(before);
        }
    }

    @Test
    @Tag("smoke")
    @DisplayName(
            "While it observes, everybody signs in as before: with an authenticator app, without, by direct grant, in"
                    + " sessions that exist")
    void whileItObservesEverybodySignsInAsBefore() {
        try (RealmInUse realm = new RealmInUse(server)) {
            AuthenticatorApp app = new AuthenticatorApp();
            Admin.User plain = realm.admin().newUser();
            Admin.User careful = realm.admin().newUserWith(List.of(app.credential()));
            HttpBrowser early = realm.browser();
            early.login(RealmInUse.APP, plain).tokens();

            realm.apply("");

            assertThat(realm.browser().login(RealmInUse.APP, plain).isBackInTheApp())
                    .isTrue();
            Page otp = realm.browser().login(RealmInUse.APP, careful);
            assertThat(otp.has(STOCK_OTP)).as(otp.text()).isTrue();
            Page after = otp.submit(STOCK_OTP, Map.of("otp", app.code()));
            assertThat(after.isBackInTheApp()).as(after.text()).isTrue();
            assertThat(realm.directGrant(plain, Map.of()).hasToken()).isTrue();
            assertThat(realm.directGrant(careful, Map.of()).hasToken())
                    .as("as before, without its code")
                    .isFalse();
            assertThat(realm.directGrant(careful, Map.of("totp", app.code(1))).hasToken())
                    .isTrue();
            assertThat(server.inbox().messages(plain.email())).isEmpty();
        }
    }

    @Test
    @DisplayName("Once it enforces, who has an authenticator app is asked once, by Gatehouse")
    void onceItEnforcesNobodyIsAskedTwice() {
        try (RealmInUse realm = new RealmInUse(server)) {
            AuthenticatorApp app = new AuthenticatorApp();
            Admin.User careful = realm.admin().newUserWith(List.of(app.credential()));
            realm.apply("");
            realm.mode("enforce");
            HttpBrowser browser = realm.browser();
            Page page = browser.login(RealmInUse.APP, careful);
            assertThat(page.has(STOCK_OTP)).as("Keycloak’s form stands back").isFalse();
            assertThat(page.text()).contains("authenticator app");
            Page after = page.enterCode(app.code());
            assertThat(after.isBackInTheApp()).as(after.text()).isTrue();
            assertThat(realm.directGrant(careful, Map.of("totp", app.code(1))).error())
                    .isEqualTo("mfa_required");
        }
    }

    @Test
    @DisplayName("Settings at executions move to the gate where all agree; the others stay, and undoing gives all back")
    void settingsAtExecutionsMoveWhereTheyAgree() {
        try (RealmInUse realm = new RealmInUse(server)) {
            realm.apply("");
            realm.admin()
                    .send(
                            "PUT",
                            "/authentication/required-actions/" + GATE + "/config",
                            Map.of("config", Map.of("privileged", "##")));
            settingsOfStep(realm, "browserFlow", BROWSER_STEP, Map.of("mode", "enforce", "targetRate", "2"));
            settingsOfStep(
                    realm, "directGrantFlow", DIRECT_GRANT_STEP, Map.of("targetRate", "2", "deviceLifetime", "30"));
            settingsOfStep(realm, "firstBrokerLoginFlow", BROWSER_STEP, Map.of("targetRate", "2"));
            String before = realm.export();
            assertThat(Examined.by(realm.admin()).ids()).contains("settings-at-execution");

            assertThat(realm.apply("")).containsExactly("settings");
            assertThat(realm.settingsOfGate().get("mode").asText())
                    .as("an execution with settings but without a mode enforces")
                    .isEqualTo("enforce");
            assertThat(realm.settingsOfGate().get("targetRate").asText()).isEqualTo("2");
            assertThat(realm.settingsOfGate().has("deviceLifetime"))
                    .as("only one execution has it")
                    .isFalse();
            assertThat(realm.export()).contains("\"deviceLifetime\" : \"30\"");
            assertThat(realm.plan("").get("steps")).isEmpty();

            realm.admin().send("DELETE", RealmInUse.SETUP + "/settings", null);
            assertThat(realm.export()).isEqualTo(before);
        }
    }

    @Test
    @DisplayName("Executions that share one configuration, as in the realm of release 1.0.0, lose it and get it back")
    void settingsThatExecutionsShareMoveAndGoBack() {
        RealmCopies copies = RealmCopies.ofFirstRelease(
                Map.of("mode", "enforce", "targetRate", "3", "companyNetworks", "198.51.100.0/24"),
                "127.0.0.1",
                server.inbox().smtpPort());
        TestServer copy = copies.add(server);
        try {
            Admin admin = copy.admin();
            String before = RealmExport.of(admin);
            JsonNode plan = admin.send("POST", RealmInUse.SETUP + "?dry-run=true", null);
            assertThat(RealmInUse.ids(plan))
                    .contains("first-login-flow", "settings")
                    .doesNotContain("browser-flow", "direct-grant-flow", "client-policy", "gate");
            admin.send("POST", RealmInUse.SETUP + "?hash=" + plan.get("hash").asText(), null);
            assertThat(Examined.by(admin).ids()).doesNotContain("settings-at-execution");
            JsonNode gate = admin.get("/authentication/required-actions/" + GATE + "/config")
                    .get("config");
            assertThat(gate.get("mode").asText()).isEqualTo("enforce");
            assertThat(gate.get("targetRate").asText()).isEqualTo("3");
            assertThat(gate.get("companyNetworks").asText()).isEqualTo("198.51.100.0/24");

            admin.send("DELETE", RealmInUse.SETUP, null);
            assertThat(RealmExport.of(admin)).isEqualTo(before);
        } finally {
            copies.remove(copy);
        }
    }

    private static void settingsOfStep(RealmInUse realm, String binding, String step, Map<String, String> settings) {
        realm.flows().config(realm.admin().get("").get(binding).asText(), step, settings);
    }

    @Test
    @DisplayName("A realm with flows, providers and policies of its own keeps them, and gets them back")
    void whatARealmHasOfItsOwnStays() {
        try (RealmInUse realm = new RealmInUse(server)) {
            Admin admin = realm.admin();
            String own = realm.flows()
                    .added(
                            Step.alternative("auth-cookie"),
                            Step.alternative(
                                    Step.required("auth-username-form"),
                                    Step.required("auth-password-form"),
                                    Step.conditional(
                                            Step.required("conditional-user-configured"),
                                            Step.required("auth-otp-form"))));
            admin.send("PUT", "", Map.of("browserFlow", own));
            String special = realm.flows().added(Step.required("auth-username-password-form"));
            admin.overrideBrowserFlow(RealmInUse.APP, special);
            String afterwards = realm.flows().added(Step.required("allow-access-authenticator"));
            addProvider(admin, "corp", null);
            addProvider(admin, "club", afterwards);
            admin.send(
                    "PUT",
                    "/client-policies/profiles",
                    Map.of("profiles", List.of(Map.of("name", "gatehouse", "executors", List.of()))));
            String before = realm.export();

            List<String> steps = realm.apply("");
            assertThat(steps)
                    .contains(
                            "browser-flow",
                            "client-flow.shop.browser",
                            "post-login-flow.corp",
                            "post-login-flow.club",
                            "gate");
            assertThat(providers(admin, admin.get("").get("browserFlow").asText()))
                    .containsSubsequence(
                            "auth-username-form",
                            "auth-password-form",
                            "gatehouse-adaptive-mfa",
                            "gatehouse-condition-not-enforced",
                            "auth-otp-form");
            assertThat(providers(admin, realm.flows().nameOf(RealmInUse.APP)))
                    .containsExactly("auth-username-password-form", "gatehouse-adaptive-mfa");
            assertThat(providers(admin, postLogin(admin, "corp"))).containsExactly("gatehouse-adaptive-mfa");
            assertThat(providers(admin, postLogin(admin, "club")))
                    .containsExactly("allow-access-authenticator", "gatehouse-adaptive-mfa");
            assertThat(admin.get("/client-policies/profiles").get("profiles").findValuesAsText("name"))
                    .containsExactly("gatehouse", "gatehouse 2");
            assertThat(realm.plan("").get("steps")).isEmpty();
            assertThat(realm.browser().login(RealmInUse.APP, admin.newUser()).isBackInTheApp())
                    .isTrue();

            realm.undo();
            assertThat(realm.export()).isEqualTo(before);
        }
    }

    @Test
    @DisplayName("A form that nobody knows is asked about, and nothing is applied before there is an answer")
    void aFormThatIsNotKnownIsAskedAbout() {
        try (RealmInUse realm = new RealmInUse(server)) {
            String unknown = "docker-http-basic-authenticator";
            realm.admin().send("PUT", "", Map.of("browserFlow", realm.flows().added(Step.required(unknown))));
            JsonNode plan = realm.plan("");
            assertThat(plan.get("questions").toString()).contains(unknown, "step." + unknown);
            assertThat(realm.admin()
                            .refusal(
                                    "POST",
                                    RealmInUse.SETUP + "?hash="
                                            + plan.get("hash").asText(),
                                    null))
                    .contains("409", unknown);
            assertThat(realm.admin().get(RealmInUse.SETUP).get("steps")).isEmpty();
            JsonNode answered = realm.plan("step." + unknown + "=password");
            assertThat(answered.get("questions")).isEmpty();
            assertThat(answered.get("steps").get(0).get("after").asText())
                    .contains(unknown + " (REQUIRED)\n  gatehouse-adaptive-mfa (REQUIRED)");
            String behind =
                    realm.flows().added(Step.required("direct-grant-validate-password"), Step.required(unknown));
            realm.admin().send("PUT", "", Map.of("browserFlow", "browser", "directGrantFlow", behind));
            JsonNode named = realm.plan("");
            assertThat(named.get("questions"))
                    .as("it stands behind a password that is known")
                    .isEmpty();
            assertThat(step(named, "direct-grant-flow").get("effect").asText())
                    .contains(unknown, "step.PROVIDER=factor");
        }
    }

    @Test
    @DisplayName("What was changed after set-up is a plan, and undoing leads back to the beginning")
    void driftIsAPlan() {
        try (RealmInUse realm = new RealmInUse(server)) {
            Admin admin = realm.admin();
            String before = realm.export();
            realm.apply("");
            admin.send("PUT", "", Map.of("browserFlow", "browser"));
            admin.disabledAction(GATE);
            assertThat(RealmInUse.ids(realm.plan(""))).containsExactly("browser-flow", "gate");
            realm.apply("");
            assertThat(realm.plan("").get("steps")).isEmpty();
            realm.undo();
            assertThat(realm.export()).isEqualTo(before);
        }
    }

    @Test
    @DisplayName("A flow that somebody has changed is not removed, unless that is what the administrator wants")
    void undoingDoesNotLoseTheChangesOfOthers() {
        try (RealmInUse realm = new RealmInUse(server)) {
            Admin admin = realm.admin();
            String before = realm.export();
            realm.apply("");
            String flow = admin.get("").get("browserFlow").asText();
            realm.flows().addition(flow, "allow-access-authenticator");
            assertThat(admin.refusal("DELETE", RealmInUse.SETUP, null)).contains("409", flow, "force=true");
            assertThat(admin.get(RealmInUse.SETUP).get("steps"))
                    .as("all or nothing")
                    .hasSize(5);
            assertThat(admin.get("/authentication/required-actions/" + GATE)
                            .get("enabled")
                            .asBoolean())
                    .isTrue();
            admin.send("DELETE", RealmInUse.SETUP + "?force=true", null);
            assertThat(realm.export()).isEqualTo(before);
        }
    }

    @Test
    @DisplayName("Password rules that somebody has changed since are not removed, unless that is what the administrator"
            + " wants")
    void undoingDoesNotLoseChangedPasswordRules() {
        try (RealmInUse realm = new RealmInUse(server)) {
            Admin admin = realm.admin();
            admin.send("PUT", "", Map.of("passwordPolicy", "length(9) and notUsername(undefined)"));
            String before = realm.export();
            realm.apply("password-rules=true");
            String added = admin.get("").get("passwordPolicy").asText();
            String changed = added.replace("min=8", "min=12");
            assertThat(changed).isNotEqualTo(added);
            admin.send("PUT", "", Map.of("passwordPolicy", changed));
            assertThat(admin.refusal("DELETE", RealmInUse.SETUP, null)).contains("409", "password rules", "force=true");
            assertThat(admin.refusal("DELETE", RealmInUse.SETUP + "/password-rules", null))
                    .contains("409", "force=true");
            assertThat(admin.get("").get("passwordPolicy").asText()).isEqualTo(changed);

            admin.send("PUT", "", Map.of("passwordPolicy", added.replace("length(9)", "length(10)")));
            admin.send("DELETE", RealmInUse.SETUP + "/password-rules", null);
            assertThat(admin.get("").get("passwordPolicy").asText())
                    .as("the other rules stay as somebody has changed them")
                    .contains("length(10)", "notUsername")
                    .doesNotContain("gatehouse");

            admin.send("PUT", "", Map.of("passwordPolicy", "length(9) and notUsername(undefined)"));
            realm.apply("password-rules=true");
            admin.send("PUT", "", Map.of("passwordPolicy", changed));
            admin.send("DELETE", RealmInUse.SETUP + "?force=true", null);
            assertThat(realm.export()).isEqualTo(before);
        }
    }

    @Test
    @DisplayName("A flow for logins through providers that was there before is used, and undoing leaves it")
    void aFlowThatWasThereBeforeIsNotRemoved() {
        try (RealmInUse realm = new RealmInUse(server)) {
            Admin admin = realm.admin();
            realm.flows().addedAs("gatehouse post login", Step.required(BROWSER_STEP));
            addProvider(admin, "corp", null);
            String before = realm.export();
            realm.apply("");
            assertThat(postLogin(admin, "corp")).isEqualTo("gatehouse post login");
            addProvider(admin, "club", null);
            realm.apply("");
            assertThat(postLogin(admin, "club")).isEqualTo("gatehouse post login");
            admin.send("DELETE", "/identity-provider/instances/club", null);
            realm.undo();
            assertThat(realm.export()).isEqualTo(before);
        }
    }

    @Test
    @DisplayName("A gate that has settings but no mode starts in observe; a mode that was chosen stays")
    void aGateWithoutAModeStartsInObserve() {
        try (RealmInUse realm = new RealmInUse(server)) {
            Admin admin = realm.admin();
            admin.send(
                    "POST",
                    "/authentication/register-required-action",
                    Map.of("providerId", GATE, "name", "Gatehouse: gate"));
            admin.priority(GATE, 1);
            realm.gateSettings(Map.of("privileged", "##", "hours", "8"));
            String before = realm.export();
            JsonNode plan = realm.plan("");
            assertThat(RealmInUse.ids(plan)).contains("gate");
            assertThat(step(plan, "gate").get("effect").asText()).contains("The mode is observe.");
            realm.apply("");
            assertThat(realm.settingsOfGate().get("mode").asText()).isEqualTo("observe");
            assertThat(realm.settingsOfGate().get("hours").asText()).isEqualTo("8");
            assertThat(realm.plan("").get("steps")).isEmpty();
            realm.undo();
            assertThat(realm.export()).isEqualTo(before);

            realm.gateSettings(Map.of("privileged", "##", "mode", "off"));
            realm.apply("");
            assertThat(realm.settingsOfGate().get("mode").asText()).isEqualTo("off");
        }
    }

    @Test
    @DisplayName("The plan says where a step with settings of its own keeps another mode")
    void thePlanSaysWhereAnotherModeStays() {
        try (RealmInUse realm = new RealmInUse(server)) {
            String own = realm.flows().added(Step.required(BROWSER_STEP, Map.of("mode", "enforce")));
            addProvider(realm.admin(), "corp", own);
            JsonNode plan = realm.plan("");
            assertThat(step(plan, "gate").get("effect").asText()).contains("The mode is observe.", own, "(enforce)");
            assertThat(RealmInUse.ids(plan))
                    .as("its mode is not that of the others")
                    .doesNotContain("settings");
            realm.apply("");
            assertThat(realm.settingsOfGate().get("mode").asText()).isEqualTo("observe");
            assertThat(realm.plan("").get("steps")).isEmpty();
        }
    }

    private static JsonNode step(JsonNode plan, String id) {
        for (JsonNode step : plan.get("steps")) {
            if (step.get("id").asText().equals(id)) {
                return step;
            }
        }
        throw new AssertionError(plan.toString());
    }

    @Test
    @DisplayName("One step is undone alone, but not one that the gate needs")
    void aStepIsUndoneAlone() {
        try (RealmInUse realm = new RealmInUse(server)) {
            Admin admin = realm.admin();
            realm.apply("themes=true");
            assertThat(admin.refusal("DELETE", RealmInUse.SETUP + "/browser-flow", null))
                    .contains("409", "gate");
            assertThat(RealmInUse.ids(admin.send("DELETE", RealmInUse.SETUP + "/themes", null)))
                    .containsExactly("themes");
            assertThat(admin.get("").path("loginTheme").asText("")).isEmpty();
            assertThat(admin.refusal("DELETE", RealmInUse.SETUP + "/themes", null))
                    .contains("409");
            admin.send("DELETE", RealmInUse.SETUP + "/gate", null);
            admin.send("DELETE", RealmInUse.SETUP + "/browser-flow", null);
            assertThat(admin.get("").get("browserFlow").asText()).isEqualTo("browser");
        }
    }

    @Test
    void theReferenceRealmNeedsNothing() {
        JsonNode plan = server.admin().send("POST", RealmInUse.SETUP + "?dry-run=true", null);
        assertThat(plan.get("steps")).isEmpty();
        assertThat(plan.get("questions")).isEmpty();
    }

    @Test
    @DisplayName("A test email goes to who plans, if asked for, and nobody else")
    void aTestEmailGoesToWhoPlans() throws Exception {
        Admin.User planner = server.admin().newUser();
        server.admin().grantOf("realm-management", planner, "manage-realm");
        String plan = AdminCalls.by(server, planner)
                .call("POST", RealmInUse.SETUP + "?dry-run=true&test-email=true")
                .body();
        assertThat(Admin.JSON.readTree(plan).path("testEmail").asText())
                .as(plan)
                .contains("accepted", planner.email());
        await().untilAsserted(() ->
                assertThat(server.inbox().messages(planner.email())).hasSize(1));
        assertThat(Admin.JSON
                        .readTree(AdminCalls.by(server, planner)
                                .call("POST", RealmInUse.SETUP + "?dry-run=true")
                                .body())
                        .has("testEmail"))
                .isFalse();
        try (RealmInUse realm = new RealmInUse(server)) {
            realm.admin().send("PUT", "", Map.of("smtpServer", Map.of()));
            JsonNode without = realm.plan("test-email=true");
            assertThat(without.get("testEmail").asText()).contains("no mail server");
            assertThat(step(without, "gate").get("effect").asText()).contains("no mail server");
        }
    }

    @Test
    void aWordThatIsNoOptionIsRefused() {
        try (RealmInUse realm = new RealmInUse(server)) {
            assertThat(realm.admin().refusal("POST", RealmInUse.SETUP + "?dry-run=true&recovry=true", null))
                    .contains("400", "recovry");
            assertThat(realm.admin().refusal("POST", RealmInUse.SETUP, null)).contains("400", "dry-run");
        }
    }

    private static void addProvider(Admin admin, String alias, String postLogin) {
        Map<String, Object> provider = new HashMap<>(Map.of(
                "alias",
                alias,
                "providerId",
                "oidc",
                "enabled",
                true,
                "config",
                Map.of(
                        "clientId",
                        "shop",
                        "clientSecret",
                        "none",
                        "authorizationUrl",
                        "http://localhost/auth",
                        "tokenUrl",
                        "http://localhost/token")));
        if (postLogin != null) {
            provider.put("postBrokerLoginFlowAlias", postLogin);
        }
        admin.send("POST", "/identity-provider/instances", provider);
    }

    private static String postLogin(Admin admin, String provider) {
        return admin.get("/identity-provider/instances/" + provider)
                .get("postBrokerLoginFlowAlias")
                .asText();
    }

    /** The executions of a flow, in their order. */
    private static List<String> providers(Admin admin, String flow) {
        List<String> providers = new ArrayList<>();
        StreamSupport.stream(
                        admin.get("/authentication/flows/" + Admin.encode(flow) + "/executions")
                                .spliterator(),
                        false)
                .filter(execution -> execution.has("providerId"))
                .forEach(execution -> providers.add(execution.get("providerId").asText()));
        return providers;
    }
}
