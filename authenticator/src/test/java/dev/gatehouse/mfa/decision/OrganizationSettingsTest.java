package dev.gatehouse.mfa.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrganizationSettingsTest {

    private static final String NETWORKS = "gatehouse.companyNetworks";
    private static final String LIFETIME = "gatehouse.deviceLifetime";
    private static final MfaSettings OF_REALM =
            MfaSettings.parse(Map.of("companyNetworks", "192.0.2.0/24", "deviceLifetime", "90"));

    @Test
    void networksAreAddedToThoseOfTheRealm() {
        MfaSettings settings = OF_REALM.ofMember(List.of(
                OrganizationSettings.parse(Map.of(NETWORKS, List.of("198.51.100.0/24", "2001:db8::/32"))),
                OrganizationSettings.parse(Map.of(NETWORKS, List.of("203.0.113.0/24")))));
        assertThat(settings.companyNetworks()).hasSize(4);
        assertThat(settings.deviceLifetime()).isEqualTo(Duration.ofDays(90));
    }

    @Test
    void theShortestLifetimeCounts() {
        MfaSettings settings = OF_REALM.ofMember(List.of(
                OrganizationSettings.parse(Map.of(LIFETIME, List.of("60"))),
                OrganizationSettings.parse(Map.of(LIFETIME, List.of("30"))),
                OrganizationSettings.parse(Map.of())));
        assertThat(settings.deviceLifetime()).isEqualTo(Duration.ofDays(30));
        assertThat(OF_REALM.ofMember(List.of(OrganizationSettings.parse(Map.of(LIFETIME, List.of("120")))))
                        .deviceLifetime())
                .as("that of the realm")
                .isEqualTo(Duration.ofDays(90));
    }

    @Test
    void whatIsInvalidIsLeftOutAndNamed() {
        OrganizationSettings settings = OrganizationSettings.parse(
                Map.of(NETWORKS, List.of("0.0.0.0/0", "198.51.100.0/24", "somewhere"), LIFETIME, List.of("for ever")));
        assertThat(settings.companyNetworks()).hasSize(1);
        assertThat(settings.deviceLifetime()).isEmpty();
        assertThat(settings.problems())
                .hasSize(3)
                .allMatch(problem -> problem.startsWith("gatehouse."))
                .anyMatch(problem -> problem.contains("0.0.0.0/0"))
                .anyMatch(problem -> problem.contains("somewhere"));
    }

    @Test
    void anOrganizationWithoutAttributesChangesNothing() {
        assertThat(OF_REALM.ofMember(List.of(OrganizationSettings.parse(Map.of("city", List.of("Berlin"))))))
                .isEqualTo(OF_REALM);
    }
}
