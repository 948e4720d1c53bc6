package dev.gatehouse.keycloak.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SupportContactTest {

    @ParameterizedTest
    @CsvSource({
        "help@acme.test, help@acme.test",
        "' help+mfa@acme.test ', help+mfa@acme.test",
        "mailto:help@acme.test, help@acme.test",
        "MAILTO:help@acme.test?subject=Login%20help, help@acme.test",
        "tel:+49-30-123456, +49-30-123456",
        "tel:+49 (30) 12 34 56, +49 (30) 12 34 56",
        "tel:112, 112"
    })
    void anAddressAndANumberAreNamedWithoutTheirScheme(String configured, String named) {
        assertThat(SupportContact.named(configured)).contains(named);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "https://acme.test/help",
                "https://acme.test/@help",
                "/help",
                "javascript:window.broken=1",
                "tel:",
                "tel:help",
                "mailto:",
                "help",
                "help@acme.test<script>",
                "a@b@c",
                "mailto:a@b.test,c@d.test/x"
            })
    void nothingElseIsNamed(String configured) {
        assertThat(SupportContact.named(configured)).isEmpty();
    }
}
