package dev.gatehouse.recovery.page;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users paste addresses together with the text around them. */
class PastedAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice@example.org",
                " alice@example.org ",
                "\talice@example.org\r\n",
                "<alice@example.org>",
                "Alice Agent <alice@example.org>",
                "\"Alice\" <alice@example.org>,",
                "mailto:alice@example.org",
                "MAILTO:alice@example.org?subject=x",
                "<mailto:alice@example.org>",
                "'alice@example.org'",
                "\u201calice@example.org\u201d",
                "alice@example.org.",
                "alice@example.org,",
                "alice@example.org;",
                "(alice@example.org)",
                "\u200balice@example.org\u200b",
                "ali\u00adce@example.org",
                "\u202aalice@example.org\u202c",
                "\u00a0alice@example.org\u3000",
                "\uff41\uff4c\uff49\uff43\uff45\uff20\uff45\uff58\uff41\uff4d\uff50\uff4c\uff45\uff0e\uff4f\uff52\uff47",
                "alice\uff20example\uff0eorg",
                "[alice@example.org]"
            })
    void isUnderstood(String pasted) {
        assertThat(PastedAddress.of(pasted)).isEqualTo("alice@example.org");
    }

    @Test
    void aUserNameIsUnderstoodAndNothingIsNothing() {
        assertThat(PastedAddress.of(" alice ")).isEqualTo("alice");
        assertThat(PastedAddress.of(null)).isEmpty();
        assertThat(PastedAddress.of(" <> ")).isEmpty();
        assertThat(PastedAddress.of("o'neill+test@example.org")).isEqualTo("o'neill+test@example.org");
    }

    @Property(tries = 500)
    void anyTextIsReadWithoutAnErrorAndReadingItAgainChangesNothing(@ForAll String text) {
        String once = PastedAddress.of(text);
        assertThat(once.length()).isLessThanOrEqualTo(255);
        assertThat(PastedAddress.of(once).length()).isLessThanOrEqualTo(once.length());
    }
}
