package dev.gatehouse.demo.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceRealmTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ReferenceRealm reference = new ReferenceRealm(2222, 3333, 4444);

    @TempDir
    private Path folder;

    @Test
    void isValidJsonWithThePortsFilledIn() throws Exception {
        String json = reference.json();
        JsonNode realm = JSON.readTree(json);

        assertThat(json).doesNotContain("_PORT@");
        assertThat(realm.path("realm").asText()).isEqualTo(ReferenceRealm.NAME);
        assertThat(realm.path("smtpServer").path("port").asText()).isEqualTo("3333");
        assertThat(realm.path("clients")).hasSize(3).allSatisfy(client -> assertThat(
                        client.path("redirectUris").toString())
                .contains("http://localhost:4444/apps/*"));
        assertThat(realm.path("identityProviders")).hasSize(2).allSatisfy(provider -> assertThat(
                        provider.path("config").toString())
                .contains("http://localhost:2222/realms/partner"));
    }

    @Test
    void thePartnerIsValidJsonThatSendsUsersBackToTheServer() throws Exception {
        String json = reference.partnerJson();
        JsonNode realm = JSON.readTree(json);

        assertThat(json).doesNotContain("_PORT@");
        assertThat(realm.path("realm").asText()).isEqualTo(ReferenceRealm.PARTNER);
        assertThat(realm.path("clients")).hasSize(2).allSatisfy(client -> assertThat(
                        client.path("redirectUris").path(0).asText())
                .startsWith("http://localhost:2222/realms/acme/broker/"));
    }

    @Test
    void usersOfAProviderAreKnownToThePartner() throws Exception {
        Map<String, String> ids = StreamSupport.stream(
                        JSON.readTree(reference.partnerJson()).path("users").spliterator(), false)
                .collect(Collectors.toMap(user -> user.path("username").asText(), user -> user.path("id")
                        .asText()));
        List<JsonNode> linked = StreamSupport.stream(
                        JSON.readTree(reference.json()).path("users").spliterator(), false)
                .filter(user -> user.has("federatedIdentities"))
                .toList();

        assertThat(linked)
                .extracting(user -> user.path("username").asText())
                .containsExactlyInAnyOrderElementsOf(ids.keySet());
        assertThat(linked).allSatisfy(user -> {
            JsonNode link = user.path("federatedIdentities").path(0);
            String name = user.path("username").asText();
            // SAML's subject is the user name, OpenID Connect's is the id.
            assertThat(link.path("userId").asText())
                    .isEqualTo(link.path("identityProvider").asText().equals("corp") ? ids.get(name) : name);
        });
    }

    @Test
    void usersMayChooseTheirTimeZone() throws Exception {
        JsonNode component = JSON.readTree(reference.json())
                .path("components")
                .path("org.keycloak.userprofile.UserProfileProvider")
                .path(0);
        Map<String, JsonNode> attributes = StreamSupport.stream(
                        JSON.readTree(component
                                        .path("config")
                                        .path("kc.user.profile.config")
                                        .path(0)
                                        .asText())
                                .path("attributes")
                                .spliterator(),
                        false)
                .collect(Collectors.toMap(attribute -> attribute.path("name").asText(), attribute -> attribute));

        assertThat(attributes)
                .as("Keycloak's own attributes stay")
                .containsOnlyKeys("username", "email", "firstName", "lastName", "zoneinfo");
        JsonNode zone = attributes.get("zoneinfo");
        assertThat(zone.has("required")).as("it is optional").isFalse();
        assertThat(zone.path("permissions").path("edit"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("admin", "user");
    }

    @Test
    void bothRealmsAreWrittenUnderTheNamesThatKeycloakLooksFor() {
        assertThat(reference.writeTo(folder))
                .containsExactly(folder.resolve("acme-realm.json"), folder.resolve("partner-realm.json"))
                .allSatisfy(file -> assertThat(file).isNotEmptyFile());
    }
}
