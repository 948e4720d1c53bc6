package dev.gatehouse.it.password;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import dev.gatehouse.password.config.Configuration;
import dev.gatehouse.password.page.RuleTexts;
import dev.gatehouse.password.rules.PasswordRule;
import dev.gatehouse.password.rules.Violation;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.Chromium;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Verifies the vectors of the password rules and the errors in their configuration, in a real Keycloak and in a real browser. */
@Tag("browser")
class PasswordVectorsTest {

    private static final Path VECTORS = Path.of(System.getProperty("gatehouse.vectors"));

    private static Chromium chromium;
    private static PasswordRealm realm;
    private static Page page;

    @BeforeAll
    static void makeARealm() {
        chromium = Chromium.shared();
        realm = new PasswordRealm(TestServer.shared());
        page = realm.pageWithCheck(chromium.profile());
    }

    @AfterAll
    static void removeIt() {
        realm.close();
        chromium.close();
    }

    @TestFactory
    Stream<DynamicContainer> serverAndPageAgreeWithEveryVector() throws IOException {
        JsonNode groups =
                Admin.JSON.readTree(VECTORS.resolve("vectors.json").toFile()).get("groups");
        int vectors = 0;
        List<DynamicContainer> containers = new ArrayList<>();
        for (JsonNode group : groups) {
            vectors += group.get("vectors").size();
            containers.add(DynamicContainer.dynamicContainer(
                    group.get("about").asText(),
                    Stream.of(
                            DynamicTest.dynamicTest("the server", () -> theServerAgrees(group)),
                            DynamicTest.dynamicTest("the page", () -> thePageAgrees(group)))));
        }
        assertThat(vectors).isGreaterThanOrEqualTo(300);
        return containers.stream();
    }

    private static void theServerAgrees(JsonNode group) {
        assertThat(realm.configure(group.get("config").asText()).status()).isEqualTo(204);
        String user = newUser(group.path("person"));
        for (JsonNode vector : group.get("vectors")) {
            String password = vector.get("password").asText();
            PasswordRealm.Answer answer = realm.setPassword(user, password);
            if (vector.get("broken").isEmpty()) {
                assertThat(answer.status()).as("%s: %s", vector, answer).isEqualTo(204);
            } else if (password.isBlank()) {
                // Keycloak refuses these before it applies any policy.
                assertThat(answer.status()).as(vector.toString()).isEqualTo(400);
            } else {
                assertThat(answer.status()).as(vector.toString()).isEqualTo(400);
                assertThat(answer.json().path("error_description").asText())
                        .as(vector.toString())
                        .isEqualTo("The password needs: "
                                + inWords(group.get("config").asText(), codes(vector.get("broken"))) + ".");
            }
        }
    }

    private static void thePageAgrees(JsonNode group) {
        assertThat(realm.configure(group.get("config").asText()).status()).isEqualTo(204);
        List<String> passwords = new ArrayList<>();
        group.get("vectors")
                .forEach(vector -> passwords.add(vector.get("password").asText()));
        JsonNode found = PasswordRealm.check(
                page, realm.ruleData(), passwords, group.has("person") ? group.get("person") : Map.of());
        for (int index = 0; index < passwords.size(); index++) {
            JsonNode vector = group.get("vectors").get(index);
            List<String> expected = codes(vector.get("broken"));
            expected.remove("common");
            assertThat(codes(found.get(index))).as(vector.toString()).isEqualTo(expected);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyMistakeInTheConfigurationIsRefusedWithASentenceThatNamesIt() throws IOException {
        realm.configure("min=9");
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode mistake : Admin.JSON.readTree(
                VECTORS.resolve("configuration-mistakes.json").toFile())) {
            String config = mistake.get("config").asText();
            String sentence = "Invalid config for gatehouse-password-rules: "
                    + mistake.get("sentence").asText();
            tests.add(DynamicTest.dynamicTest(config, () -> {
                PasswordRealm.Answer saved = realm.configure(config);
                assertThat(saved.status()).isEqualTo(400);
                assertThat(saved.json().path("errorMessage").asText()).isEqualTo(sentence);
                assertThat(realm.configured()).isEqualTo("gatehouse-password-rules(min=9)");
            }));
        }
        assertThat(tests).hasSizeGreaterThanOrEqualTo(20);
        return tests.stream();
    }

    @Test
    void aRealmWithAMistakeInItsConfigurationIsNotImported() {
        PasswordRealm.Answer imported = realm.send(
                "POST",
                "/admin/realms",
                Map.of("realm", "wrong", "passwordPolicy", "gatehouse-password-rules(min=20 max=10)"));
        assertThat(imported.status()).isEqualTo(400);
        assertThat(imported.json().path("errorMessage").asText())
                .isEqualTo("Invalid config for gatehouse-password-rules: min=20 is greater than max=10");
        assertThat(realm.send("GET", "/admin/realms/wrong", null).status()).isEqualTo(404);
    }

    @Test
    void everyConfigurationComesBackAsItWasSaved() {
        for (String config : List.of(
                "min=8 max=99 lower=1 upper=1 digits=1 special=1 specials=^$*.[]{}()+?-'!@#%&/,><:;|_~ spaces=inside not=none repeats=off common=off",
                "specials=)( common=off",
                "specials=\"\\=`' min=9",
                "specials=()",
                "not=username,email,name repeats=2 common=core")) {
            assertThat(realm.configure(config).status()).isEqualTo(204);
            assertThat(realm.configured()).isEqualTo("gatehouse-password-rules(" + config + ")");
        }
    }

    @Test
    void nearlyTenMegabytesAreRefusedAtOnce() {
        realm.configure("not=username,email,name repeats=2 common=core");
        PasswordRealm.Answer answer = realm.setPassword(newUser(Admin.JSON.missingNode()), "aA1!".repeat(2_400_000));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error_description").asText())
                .isEqualTo("The password needs: 99 characters or fewer.");
    }

    private static String newUser(JsonNode person) {
        String name = person.path("username").asText("u" + System.nanoTime());
        Map<String, Object> user = new HashMap<>(Map.of("username", name, "enabled", true));
        for (String field : List.of("email", "firstName", "lastName")) {
            if (person.has(field)) {
                user.put(field, person.get(field).asText());
            }
        }
        for (JsonNode same : realm.admin().get("/users?exact=true&username=" + Admin.encode(name))) {
            realm.admin().send("DELETE", "/users/" + same.get("id").asText(), null);
        }
        assertThat(realm.send("POST", "/admin/realms/" + realm.name() + "/users", user)
                        .status())
                .isEqualTo(201);
        return realm.admin()
                .get("/users?exact=true&username=" + Admin.encode(name))
                .get(0)
                .get("id")
                .asText();
    }

    private static String inWords(String config, List<String> codes) {
        List<PasswordRule> rules =
                Configuration.parse(config).settings().rules().rules();
        return new RuleTexts(english(), Locale.ENGLISH)
                .of(rules.stream()
                        .filter(rule -> codes.contains(rule.code()))
                        .map(rule -> new Violation(rule, false))
                        .toList());
    }

    private static Properties english() {
        try (Reader file = new InputStreamReader(
                RuleTexts.class.getResourceAsStream("/theme-resources/messages/messages_en.properties"),
                StandardCharsets.UTF_8)) {
            Properties messages = new Properties();
            messages.load(file);
            return messages;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> codes(JsonNode array) {
        List<String> codes = new ArrayList<>();
        array.forEach(code -> codes.add(code.asText()));
        return codes;
    }
}
