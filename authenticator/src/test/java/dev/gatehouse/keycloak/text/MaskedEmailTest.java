package dev.gatehouse.keycloak.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedEmailTest {

    @ParameterizedTest
    @CsvSource({
        "alice@acme.test, a•••@a•••.test",
        "a@b.org, a•••@b•••.org",
        "user@localhost, u•••@l•••",
        "\"x@y\"@example.co.uk, \"•••@e•••.uk",
        "𝒜lice@acme.test, 𝒜•••@a•••.test",
        "nothing, •••",
        "@acme.test, •••",
        "alice@, •••"
    })
    void showsTheOwnerEnoughAndAStrangerTooLittle(String address, String masked) {
        assertThat(MaskedEmail.of(address)).isEqualTo(masked);
    }

    @Property
    void neverThrows(@ForAll String address) {
        assertThat(MaskedEmail.of(address)).contains("•••");
    }
}
