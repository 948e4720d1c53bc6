package dev.gatehouse.it.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Verifies the files for Kubernetes below {@code deploy} against the types of its interface. Needs no cluster. */
class KubernetesFilesTest {

    private static final String LABEL = "app.kubernetes.io/part-of";

    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new OnlyKnownFields());

    /** The types collect fields that Kubernetes does not know; here they are errors. */
    private static final class OnlyKnownFields extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }

    @Test
    void aFieldThatKubernetesDoesNotKnowIsFound() {
        ObjectNode policy = DeploymentFiles.yaml("kubernetes/network-policy.yaml");
        ((ObjectNode) policy.at("/spec/podSelector")).put("matchLabel", "x");
        assertThatThrownBy(() -> as(policy, NetworkPolicy.class)).hasMessageContaining("matchLabel");
    }

    @Test
    @DisplayName("The network policy is one of Kubernetes, and selects the pods of the Operator and of Helm")
    void theNetworkPolicySelectsThePodsOfOperatorAndHelm() throws JsonProcessingException {
        NetworkPolicy policy = as(DeploymentFiles.yaml("kubernetes/network-policy.yaml"), NetworkPolicy.class);
        String selected = policy.getSpec().getPodSelector().getMatchLabels().get(LABEL);
        assertThat(selected).isNotBlank();
        assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
        assertThat(policy.getSpec().getIngress())
                .allSatisfy(
                        rule -> assertThat(rule.getFrom()).as("who is admitted").isNotEmpty());
        assertThat(podTemplate().getMetadata().getLabels()).containsEntry(LABEL, selected);
        assertThat(helm().get("podLabels").get(LABEL).asText()).isEqualTo(selected);
    }

    @Test
    @DisplayName(
            "The routes are those of the Gateway API: people reach neither the consoles nor the realm master, and the page of the administrators leads to their address")
    void theRoutesLeadPeopleToTheirRealmOnly() throws JsonProcessingException {
        List<HTTPRoute> routes = new ArrayList<>();
        for (JsonNode document : DeploymentFiles.documents(DeploymentFiles.text("kubernetes/http-route.yaml"))) {
            routes.add(as(document, HTTPRoute.class));
        }
        assertThat(routes).hasSize(2);
        List<HTTPRouteRule> rules = routes.get(0).getSpec().getRules();
        assertThat(rules.stream()
                        .filter(rule ->
                                rule.getFilters() == null || rule.getFilters().isEmpty())
                        .flatMap(KubernetesFilesTest::paths))
                .containsExactly("/realms/shop", "/resources");
        assertThat(rules.stream()
                        .filter(rule -> rule.getBackendRefs() == null
                                || rule.getBackendRefs().isEmpty())
                        .flatMap(KubernetesFilesTest::paths))
                .containsExactly("/realms/shop/gatehouse/admin");
        assertThat(routes.get(1).getSpec().getHostnames())
                .doesNotContainAnyElementsOf(routes.get(0).getSpec().getHostnames());
    }

    @Test
    @DisplayName("The pods of the Operator are read-only and have no capability")
    void theOperatorsPodsAreHardened() throws JsonProcessingException {
        assertThat(podTemplate().getSpec().getContainers()).singleElement().satisfies(container -> {
            assertHardened(container.getSecurityContext());
            assertThat(container.getVolumeMounts().stream().map(VolumeMount::getName))
                    .containsExactlyElementsOf(podTemplate().getSpec().getVolumes().stream()
                            .map(Volume::getName)
                            .toList());
        });
    }

    @Test
    @DisplayName("The pods of Helm are read-only and have no capability")
    void helmsPodsAreHardened() throws JsonProcessingException {
        assertHardened(as(helm().get("securityContext"), SecurityContext.class));
        as(helm().get("podSecurityContext"), PodSecurityContext.class);
        as(helm().get("resources"), ResourceRequirements.class);
        assertThat(list("extraVolumeMounts", VolumeMount.class).stream().map(VolumeMount::getName))
                .containsExactlyElementsOf(list("extraVolumes", Volume.class).stream()
                        .map(Volume::getName)
                        .toList());
        assertThat(list("extraEnv", EnvVar.class))
                .allMatch(variable -> (variable.getValue() == null) != (variable.getValueFrom() == null));
    }

    private static void assertHardened(SecurityContext context) {
        assertThat(context.getReadOnlyRootFilesystem()).isTrue();
        assertThat(context.getRunAsNonRoot()).isTrue();
        assertThat(context.getAllowPrivilegeEscalation()).isFalse();
        assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
    }

    private static Stream<String> paths(HTTPRouteRule rule) {
        return rule.getMatches().stream().map(match -> match.getPath().getValue());
    }

    private static PodTemplateSpec podTemplate() throws JsonProcessingException {
        return as(
                DeploymentFiles.yaml("operator/keycloak.yaml").at("/spec/unsupported/podTemplate"),
                PodTemplateSpec.class);
    }

    private static ObjectNode helm() {
        return DeploymentFiles.yaml("helm/keycloakx-values.yaml");
    }

    /** A value of Helm that is the text of a list. */
    private static <T> List<T> list(String value, Class<T> type) throws JsonProcessingException {
        List<T> list = new ArrayList<>();
        for (JsonNode entry :
                DeploymentFiles.documents(helm().get(value).asText()).get(0)) {
            list.add(as(entry, type));
        }
        return list;
    }

    private static <T> T as(JsonNode node, Class<T> type) throws JsonProcessingException {
        return STRICT.treeToValue(node, type);
    }
}
