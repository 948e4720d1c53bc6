package dev.gatehouse.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.testsupport.container.Compose;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Verifies that the files below {@code deploy} that set Gatehouse up in a realm agree with each other. Needs no server. */
class DeploymentFilesTest {

    @Test
    @DisplayName(
            "keycloak-config-cli: each file names the same client profiles and policies, because a file without them empties the lists")
    void eachConfigCliFileNamesProfilesAndPolicies() {
        ObjectNode flows = DeploymentFiles.yaml(DeploymentFiles.FLOWS);
        ObjectNode gate = DeploymentFiles.yaml(DeploymentFiles.GATE);
        for (String list : List.of("clientProfiles", "clientPolicies")) {
            assertThat(flows.get(list)).isNotNull().isEqualTo(gate.get(list));
        }
        assertThat(flows.has("requiredActions"))
                .as("the gate is enabled after the flows")
                .isFalse();
    }

    @Test
    @DisplayName("The Operator's realm has the flows, settings and policies of keycloak-config-cli")
    void theOperatorsRealmIsThatOfConfigCli() {
        ObjectNode flows = DeploymentFiles.yaml(DeploymentFiles.FLOWS);
        ObjectNode realm = DeploymentFiles.importedRealm();
        for (String field : List.of(
                "clientProfiles",
                "clientPolicies",
                "browserFlow",
                "directGrantFlow",
                "authenticatorConfig",
                "authenticationFlows")) {
            assertThat(realm.get(field)).as(field).isEqualTo(flows.get(field));
        }
        assertThat(realm.at("/requiredActions/0"))
                .isEqualTo(DeploymentFiles.yaml(DeploymentFiles.GATE).at("/requiredActions/0"));
    }

    @Test
    @DisplayName("The steps of Gatehouse follow the gate: they have no settings of their own")
    void theStepsHaveNoSettingsOfTheirOwn() {
        List<String> steps = new ArrayList<>();
        for (JsonNode flow : DeploymentFiles.yaml(DeploymentFiles.FLOWS).get("authenticationFlows")) {
            for (JsonNode step : flow.get("authenticationExecutions")) {
                String provider = step.path("authenticator").asText();
                if (provider.startsWith("gatehouse")) {
                    steps.add(provider);
                    assertThat(step.has("authenticatorConfig")).as(provider).isFalse();
                }
            }
        }
        assertThat(steps).hasSize(5);
        TerraformFiles terraform = TerraformFiles.read();
        assertThat(terraform.ofType("keycloak_authentication_execution_config"))
                .isNotEmpty()
                .allSatisfy(config -> assertThat(
                                terraform.referredBy(config, "execution_id").text("authenticator"))
                        .doesNotStartWith("gatehouse"));
    }

    @Test
    @DisplayName("Terraform builds the flows of keycloak-config-cli")
    void terraformBuildsTheSameFlows() {
        Set<String> expected = new TreeSet<>();
        for (JsonNode flow : DeploymentFiles.yaml(DeploymentFiles.FLOWS).get("authenticationFlows")) {
            for (JsonNode step : flow.get("authenticationExecutions")) {
                expected.add(step(
                        flow.get("alias").asText(),
                        step.path("flowAlias").asText(step.path("authenticator").asText()),
                        step.get("requirement").asText(),
                        step.get("priority").asText()));
            }
        }
        TerraformFiles files = TerraformFiles.read();
        Set<String> found = new TreeSet<>();
        Stream.of("keycloak_authentication_execution", "keycloak_authentication_subflow")
                .flatMap(type -> files.ofType(type).stream())
                .forEach(resource -> found.add(step(
                        files.referredBy(resource, "parent_flow_alias").text("alias"),
                        resource.text(resource.type().endsWith("subflow") ? "alias" : "authenticator"),
                        resource.text("requirement"),
                        resource.values().get("priority"))));
        assertThat(found).isEqualTo(expected);
    }

    @Test
    @DisplayName(
            "Operator and Helm: links of emails stay out of the access log, as in the image, and no secret is in them")
    void operatorAndHelmKeepLinksOutOfTheAccessLog() throws IOException {
        String image = Files.readString(Compose.ROOT.resolve("Dockerfile"));
        Map<String, String> operator = new HashMap<>();
        DeploymentFiles.yaml("operator/keycloak.yaml")
                .at("/spec/additionalOptions")
                .forEach(option -> operator.put(
                        "KC_"
                                + option.get("name")
                                        .asText()
                                        .toUpperCase(Locale.ROOT)
                                        .replace('-', '_'),
                        option.get("value").asText()));
        Map<String, String> helm = new HashMap<>();
        DeploymentFiles.documents(DeploymentFiles.yaml("helm/keycloakx-values.yaml")
                        .get("extraEnv")
                        .asText())
                .get(0)
                .forEach(variable -> helm.put(
                        variable.get("name").asText(), variable.path("value").asText()));
        for (String option : List.of("KC_HTTP_ACCESS_LOG_EXCLUDE", "KC_HTTP_ACCESS_LOG_PATTERN")) {
            for (Map<String, String> options : List.of(operator, helm)) {
                assertThat(options).containsKeys(option, "KC_PROXY_TRUSTED_ADDRESSES");
                assertThat(image).contains(option + "='" + options.get(option) + "'");
            }
        }
        assertThat(helm)
                .containsEntry("KC_BOOTSTRAP_ADMIN_CLIENT_SECRET", "")
                .doesNotContainKey("KC_BOOTSTRAP_ADMIN_PASSWORD");
    }

    private static String step(String flow, String step, String requirement, String priority) {
        return String.join(", ", flow, step, requirement, priority);
    }
}
