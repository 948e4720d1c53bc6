package dev.gatehouse.risk.signals;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderFactsTest {

    private final ProviderFacts facts = ProviderFacts.shipped();

    @ParameterizedTest(name = "AS{0}")
    @ValueSource(strings = {"16509", "24940", "16276", "14061", "9009", "60068", "20473", "51167"})
    void wellKnownHostingProvidersAreListed(String number) {
        assertThat(facts.isHosting("AS" + number)).isTrue();
    }

    @ParameterizedTest(name = "AS{0}")
    @ValueSource(strings = {"7922", "3320", "3215", "12479", "6805", "3209", "1136", "33915", "2856", "701", "4134"})
    void providersOfPeopleAreNotListed(String number) {
        assertThat(facts.isHosting("AS" + number)).isFalse();
    }

    @Test
    void aVpnThatAnnouncesItsOwnAddressesIsListed() {
        assertThat(facts.isHosting("AS216025")).as("Mullvad").isTrue();
    }

    @Test
    void theCustomersOfOrangeEspagneAreInSpain() {
        assertThat(facts.country("AS12479")).contains("ES");
        assertThat(facts.country("AS3215")).as("Orange in France").isEmpty();
    }

    @Test
    void anUnknownProviderIsNotListed() {
        assertThat(facts.isHosting("unknown")).isFalse();
        assertThat(facts.country("unknown")).isEmpty();
    }
}
