package dev.gatehouse.demo.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ReferenceRealmTest {

    @Test
    void isValidJsonWithThePortsFilledIn() throws Exception {
        String json = new ReferenceRealm(3333, 4444).json();
        JsonNode realm = new ObjectMapper().readTree(json);

        assertThat(json).doesNotContain("_PORT@");
        assertThat(realm.path("realm").asText()).isEqualTo(ReferenceRealm.NAME);
        assertThat(realm.path("smtpServer").path("port").asText()).isEqualTo("3333");
        assertThat(realm.path("clients")).hasSize(3).allSatisfy(client ->
                assertThat(client.path("redirectUris").toString()).contains("http://localhost:4444/apps/*"));
    }
}
