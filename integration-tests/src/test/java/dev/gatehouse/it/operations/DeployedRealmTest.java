package dev.gatehouse.it.operations;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.testsupport.Http;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.AuthenticatorApp;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Verifies what the files below {@code deploy} do to a realm, and that they name what the server knows. */
class DeployedRealmTest {

    private static final String APP = "app";
    private static final String PROVIDER = "company";
    private static final String GATE = "gatehouse-mfa-gate";
    private static final String STOCK_OTP = "kc-otp-login-form";
    private static final String EXECUTORS = "client-policy-executor";

    private final TestServer server = TestServer.shared();

    @Test
    @DisplayName("keycloak-config-cli: the calls that it makes put Gatehouse into force in a stock realm, in observe")
    void configCliSetsUpARealmInUse() {
        try (Realm realm = Realm.stock(server)) {
            realm.admin().send("POST", "/identity-provider/instances", provider());
            ConfigCli configCli = new ConfigCli(realm.admin());
            configCli.run(withProvider());
            realm.assertAsksNobody();
            configCli.run(DeploymentFiles.yaml(DeploymentFiles.GATE));
            realm.assertInForce();
            JsonNode provider = realm.admin().get("/identity-provider/instances/" + PROVIDER);
            assertThat(provider.get("postBrokerLoginFlowAlias").asText()).isEqualTo("gatehouse post login");
            assertThat(provider.at("/config/issuer").asText())
                    .as("what the provider had")
                    .isEqualTo("https://idp.example.com");
        }
    }

    @Test
    @DisplayName(
            "Operator: the realm that it imports has Gatehouse in force, in observe, and Keycloak's own required actions")
    void theOperatorsRealmHasGatehouseInForce() {
        try (Realm stock = Realm.stock(server);
                Realm realm = Realm.of(server, DeploymentFiles.importedRealm())) {
            realm.assertInForce();
            Set<String> expected = stock.requiredActions();
            expected.add(GATE);
            assertThat(realm.requiredActions()).isEqualTo(expected);
        }
    }

    @Test
    @DisplayName(
            "keycloak-config-cli and Operator: the server knows each provider, and each setting is one of its form")
    void theServerKnowsWhatTheYamlFilesName() throws Exception {
        Known known = new Known();
        for (ObjectNode file : List.of(
                DeploymentFiles.yaml(DeploymentFiles.FLOWS),
                DeploymentFiles.yaml(DeploymentFiles.GATE),
                DeploymentFiles.importedRealm())) {
            for (JsonNode profile : file.at("/clientProfiles/profiles")) {
                profile.get("executors")
                        .forEach(executor ->
                                known.assertExecutor(executor.get("executor").asText()));
            }
            for (JsonNode policy : file.at("/clientPolicies/policies")) {
                policy.get("conditions")
                        .forEach(condition ->
                                known.assertCondition(condition.get("condition").asText()));
            }
            ObjectNode configs = Admin.JSON.createObjectNode();
            file.path("authenticatorConfig")
                    .forEach(config -> configs.set(config.get("alias").asText(), config.get("config")));
            for (JsonNode flow : file.path("authenticationFlows")) {
                for (JsonNode step : flow.get("authenticationExecutions")) {
                    if (step.has("authenticator")) {
                        known.assertStep(
                                step.get("authenticator").asText(),
                                names(configs.path(
                                        step.path("authenticatorConfig").asText())));
                    }
                }
            }
            for (JsonNode action : file.path("requiredActions")) {
                known.assertAction(action.get("alias").asText(), names(action.path("config")));
            }
        }
    }

    @Test
    @DisplayName("Terraform: the server knows each provider, and each setting is one of its form")
    void theServerKnowsWhatTerraformNames() throws Exception {
        Known known = new Known();
        TerraformFiles files = TerraformFiles.read();
        files.ofType("keycloak_authentication_execution")
                .forEach(execution -> known.assertStep(execution.text("authenticator"), Set.of()));
        assertThat(files.ofType("keycloak_authentication_execution_config"))
                .singleElement()
                .satisfies(config -> known.assertStep(
                        files.referredBy(config, "execution_id").text("authenticator"), config.configKeys()));
        assertThat(files.ofType("keycloak_required_action"))
                .singleElement()
                .satisfies(action -> known.assertAction(action.text("alias"), action.configKeys()));
        assertThat(files.ofType("keycloak_realm_client_policy_profile"))
                .singleElement()
                .satisfies(profile -> assertThat(profile.blocks()).isNotEmpty().allSatisfy(known::assertExecutor));
        assertThat(files.ofType("keycloak_realm_client_policy_profile_policy"))
                .singleElement()
                .satisfies(policy -> assertThat(policy.blocks()).isNotEmpty().allSatisfy(known::assertCondition));
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Map<String, Object> provider() {
        return Map.of(
                "alias",
                PROVIDER,
                "providerId",
                "oidc",
                "enabled",
                true,
                "config",
                Map.of(
                        "issuer",
                        "https://idp.example.com",
                        "authorizationUrl",
                        "https://idp.example.com/authorize",
                        "tokenUrl",
                        "https://idp.example.com/token",
                        "clientId",
                        "shop",
                        "clientSecret",
                        "only-for-this-test"));
    }

    /** The file with its example for identity providers switched on. */
    private static ObjectNode withProvider() {
        String text = DeploymentFiles.text(DeploymentFiles.FLOWS);
        String changed =
                text.replace("#identityProviders:", "identityProviders:").replace("#  ", "  ");
        JsonNode file = DeploymentFiles.documents(changed).get(0);
        assertThat(file.at("/identityProviders/0/alias").asText()).isEqualTo(PROVIDER);
        return (ObjectNode) file;
    }

    /** What the server says that it knows. */
    private final class Known {

        private final JsonNode providers;
        private final Admin admin = server.admin();

        Known() throws IOException, InterruptedException {
            this.providers = serverInfo().get("providers");
        }

        void assertExecutor(String id) {
            assertProvider(EXECUTORS, id);
        }

        void assertCondition(String id) {
            assertProvider("client-policy-condition", id);
        }

        void assertStep(String id, Set<String> keys) {
            assertProvider("authenticator", id);
            if (!keys.isEmpty()) {
                assertThat(properties("/authentication/config-description/" + id))
                        .as("settings of " + id)
                        .containsAll(keys);
            }
        }

        void assertAction(String id, Set<String> keys) {
            assertProvider("required-action", id);
            if (!keys.isEmpty()) {
                assertThat(properties("/authentication/required-actions/" + id + "/config-description"))
                        .as("settings of " + id)
                        .containsAll(keys);
            }
        }

        private JsonNode serverInfo() throws IOException, InterruptedException {
            JsonNode token = answer(
                    HttpRequest.newBuilder(URI.create(server.url() + "/realms/master/protocol/openid-connect/token"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    "grant_type=password&client_id=admin-cli&username=admin&password=admin")));
            return answer(HttpRequest.newBuilder(URI.create(server.url() + "/admin/serverinfo"))
                    .header(
                            "Authorization",
                            "Bearer " + token.get("access_token").asText()));
        }

        private static JsonNode answer(HttpRequest.Builder request) throws IOException, InterruptedException {
            return Admin.JSON.readTree(Http.client()
                    .send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body());
        }

        void assertProvider(String type, String id) {
            assertThat(names(providers.get(type).get("providers"))).as(type).contains(id);
        }

        private List<String> properties(String path) {
            return StreamSupport.stream(admin.get(path).get("properties").spliterator(), false)
                    .map(property -> property.get("name").asText())
                    .toList();
        }
    }

    /**
     * A realm of one test, with an app and a mail server.
     *
     * @param url its address
     * @param admin its administrator
     */
    private record Realm(String url, Admin admin) implements AutoCloseable {

        static Realm stock(TestServer server) {
            return of(server, Admin.JSON.createObjectNode().put("enabled", true).put("eventsEnabled", true));
        }

        static Realm of(TestServer server, ObjectNode settings) {
            String name = "deployed-" + UUID.randomUUID().toString().substring(0, 8);
            ObjectNode realm = settings.deepCopy();
            realm.put("realm", name);
            realm.put("sslRequired", "none");
            realm.set("smtpServer", server.admin().get("").get("smtpServer"));
            realm.putArray("clients")
                    .addObject()
                    .put("clientId", APP)
                    .put("publicClient", true)
                    .put("directAccessGrantsEnabled", true)
                    .putArray("redirectUris")
                    .add(HttpBrowser.CALLBACK);
            new Admin(server.url(), "").send("POST", "", realm);
            return new Realm(server.url() + "/realms/" + name, new Admin(server.url(), name));
        }

        Set<String> requiredActions() {
            return StreamSupport.stream(
                            admin.get("/authentication/required-actions").spliterator(), false)
                    .map(action -> action.get("alias").asText())
                    .collect(toCollection(TreeSet::new));
        }

        void assertAsksNobody() {
            Admin.User user = admin.newUser();
            assertThat(HttpBrowser.at(url).login(APP, user).isBackInTheApp()).isTrue();
            assertThat(directGrant(user).has("access_token")).isTrue();
        }

        /**
         * Nothing is left open, and everybody signs in as before, with Keycloak's second factor. From {@code enforce} on everybody on a
         * new device is challenged, once.
         */
        void assertInForce() {
            List<String> holes = new ArrayList<>();
            admin.get("/gatehouse/doctor").forEach(finding -> {
                if (finding.get("severity").asText().equals("hole")) {
                    holes.add(finding.toString());
                }
            });
            assertThat(holes).isEmpty();
            JsonNode gate = admin.get("/authentication/required-actions/" + GATE);
            assertThat(gate.get("enabled").asBoolean()).isTrue();
            ObjectNode settings = gate.get("config").deepCopy();
            saveGate(settings);

            Admin.User observed = admin.newUser();
            assertThat(HttpBrowser.at(url).login(APP, observed).isBackInTheApp())
                    .isTrue();
            Awaitility.await()
                    .untilAsserted(() -> assertThat(verdicts(observed)).containsExactly("would_ask"));
            assertThat(directGrant(observed).has("access_token")).isTrue();
            AuthenticatorApp app = new AuthenticatorApp();
            Admin.User careful = admin.newUserWith(List.of(app.credential()));
            Page asBefore = HttpBrowser.at(url).login(APP, careful);
            assertThat(asBefore.has(STOCK_OTP)).as(asBefore.text()).isTrue();
            assertThat(directGrant(careful).has("access_token")).isFalse();

            saveGate(settings.put("mode", "enforce"));
            Page challenged = HttpBrowser.at(url).login(APP, admin.newUser());
            assertThat(challenged.asksForCode()).as(challenged.text()).isTrue();
            assertThat(directGrant(admin.newUser()).path("error").asText()).isEqualTo("mfa_required");
            Page once = HttpBrowser.at(url).login(APP, careful);
            assertThat(once.has(STOCK_OTP)).as(once.text()).isFalse();
            assertThat(once.enterCode(app.code()).isBackInTheApp())
                    .as("who is challenged once")
                    .isTrue();
        }

        private List<String> verdicts(Admin.User user) {
            return admin.events(user).stream()
                    .filter(event -> event.get("type").asText().equals("LOGIN"))
                    .map(event -> event.at("/details/gatehouse_verdict").asText())
                    .toList();
        }

        private JsonNode directGrant(Admin.User user) {
            Page answer = HttpBrowser.at(url)
                    .post(
                            url + "/protocol/openid-connect/token",
                            Map.of(
                                    "grant_type",
                                    "password",
                                    "client_id",
                                    APP,
                                    "username",
                                    user.email(),
                                    "password",
                                    Admin.PASSWORD));
            try {
                return Admin.JSON.readTree(answer.text());
            } catch (IOException e) {
                throw new AssertionError(answer.text(), e);
            }
        }

        /** Saves the settings of the gate as the form does, so that Keycloak checks them; an import takes any. */
        private void saveGate(JsonNode config) {
            admin.send(
                    "PUT",
                    "/authentication/required-actions/" + GATE + "/config",
                    Map.of("config", Admin.asMap(config)));
        }

        @Override
        public void close() {
            admin.send("DELETE", "", null);
        }
    }
}
