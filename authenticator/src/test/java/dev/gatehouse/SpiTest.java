package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** Keycloak finds the bundle's own SPIs, each with one default provider that needs no configuration. */
class SpiTest {

    static List<Spi> own() {
        return ServiceLoader.load(Spi.class).stream()
                .filter(spi -> spi.type().getName().startsWith("dev.gatehouse."))
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    @Test
    void theBundleDefinesTwoSpis() {
        assertThat(own())
                .extracting(Spi::getName)
                .containsExactlyInAnyOrder("gatehouse-address-data", "gatehouse-email");
    }

    @ParameterizedTest
    @MethodSource("own")
    void eachSpiHasOneDefaultProvider(Spi spi) {
        assertThat(ServiceLoader.load(spi.getProviderFactoryClass()))
                .singleElement()
                .satisfies(factory ->
                        assertThat(((ProviderFactory<?>) factory).getId()).isEqualTo("default"));
    }
}
