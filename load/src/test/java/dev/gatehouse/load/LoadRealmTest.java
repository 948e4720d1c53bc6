package dev.gatehouse.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.demo.keycloak.ReferenceRealm;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LoadRealmTest {

    private static final ReferenceRealm REFERENCE = new ReferenceRealm(8080, 8026, 8025);
    /** The naming of Gatehouse's providers, mappers, policies and themes; flows may keep their names. */
    private static final Pattern PROVIDERS =
            Pattern.compile("\"gatehouse-[^\"]*|\"(loginTheme|emailTheme)\"|\"gatehouse (amr|mfa|post login)\"(?!:)");

    @Test
    void theRealmOfKeycloakAloneNeedsNoPartOfGatehouse() {
        String stock = new LoadRealm(Software.STOCK, REFERENCE).json(Hash.DEFAULT, Person.people("p", 0, 1, true));

        assertThat(stock.replace("\"alias\":\"gatehouse post login\"", "")).doesNotContainPattern(PROVIDERS);
        assertThat(new LoadRealm(Software.GATEHOUSE, REFERENCE).json(Hash.DEFAULT, Person.people("p", 0, 1, true)))
                .containsPattern(PROVIDERS);
    }

    @Test
    void bothRealmsHashAlikeAndRequestTheAddressFirst() {
        for (Software software : Software.values()) {
            LoadRealm realm = new LoadRealm(software, REFERENCE);
            assertThat(realm.passwordPolicy(Hash.CHEAP))
                    .endsWith(" and hashAlgorithm(pbkdf2-sha256) and hashIterations(1)");
            assertThat(realm.passwordPolicy(Hash.DEFAULT)).doesNotContain("hash");
            assertThat(realm.json(Hash.DEFAULT, Person.people("p", 0, 1, true)))
                    .contains("\"authenticator\":\"organization\"", "p0@acme.test");
        }
    }

    @Test
    void onlyNewUsersOfTheRealmWithAppsAreAskedForTheCodeOfOne() throws JsonProcessingException {
        for (Software software : Software.values()) {
            JsonNode realm = new ObjectMapper()
                    .readTree(new LoadRealm(software, REFERENCE)
                            .json(
                                    Hash.DEFAULT,
                                    List.of(
                                            Person.people("regular", 0, 1, false)
                                                    .get(0),
                                            Person.people("newcomer", 1, 1, true)
                                                    .get(0))));
            boolean withApps = software == Software.STOCK_WITH_APPS;
            assertThat(realm.toString().contains("auth-otp-form")).isEqualTo(withApps);
            assertThat(credentials(realm, "regular0@acme.test")).containsExactly("password");
            assertThat(credentials(realm, "newcomer1@acme.test"))
                    .isEqualTo(withApps ? List.of("password", "otp") : List.of("password"));
        }
    }

    private static List<String> credentials(JsonNode realm, String email) {
        for (JsonNode user : realm.path("users")) {
            if (user.path("email").asText().equals(email)) {
                return user.path("credentials").findValuesAsText("type");
            }
        }
        throw new AssertionError("there is no " + email);
    }

    @Test
    void everyExecutionHasItsSettings() throws JsonProcessingException {
        for (Software software : Software.values()) {
            JsonNode realm = new ObjectMapper()
                    .readTree(new LoadRealm(software, REFERENCE).json(Hash.DEFAULT, Person.people("p", 0, 1, true)));
            assertThat(realm.path("authenticatorConfig").findValuesAsText("alias"))
                    .containsAll(realm.path("authenticationFlows").findValuesAsText("authenticatorConfig"));
        }
    }
}
