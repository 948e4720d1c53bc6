package dev.gatehouse.keycloak.account;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users paste addresses together with the text around them. */
class TypedNameTest {

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
        assertThat(TypedName.of(pasted).cleaned()).isEqualTo("alice@example.org");
        assertThat(TypedName.of(pasted).key()).isEqualTo("alice@example.org");
    }

    @Test
    void aUserNameIsUnderstoodAndNothingIsNothing() {
        assertThat(TypedName.of(" alice ").readings()).containsExactly("alice");
        assertThat(TypedName.of(null).isEmpty()).isTrue();
        assertThat(TypedName.of(" \u200b\u00a0\ufeff ").isEmpty()).isTrue();
        assertThat(TypedName.of(" <> ").cleaned()).isEmpty();
        assertThat(TypedName.of("o'neill+test@example.org").readings()).containsExactly("o'neill+test@example.org");
    }

    @Test
    void whatWasTypedExactlyIsLookedUpFirst() {
        assertThat(TypedName.of("alice.").readings()).containsExactly("alice.", "alice");
        assertThat(TypedName.of("<\u200balice>").readings()).containsExactly("<\u200balice>", "alice");
        assertThat(TypedName.of("ali\0ce").readings())
                .as("no database stores it")
                .containsExactly("alice");
    }

    @Test
    void anAddressInPunycodeAndInUnicodeIsOneAddress() {
        assertThat(TypedName.of("a@b\u00fccher.example").readings())
                .containsExactly("a@b\u00fccher.example", "a@xn--bcher-kva.example");
        assertThat(TypedName.of("a@xn--bcher-kva.example").readings())
                .containsExactly("a@xn--bcher-kva.example", "a@b\u00fccher.example");
        assertThat(TypedName.of("a@bu\u0308cher.example").key())
                .isEqualTo(TypedName.of("a@XN--bcher-kva.example").key());
        assertThat(TypedName.of("a@stra\u00dfe.example").readings())
                .as("another domain than strasse.example")
                .containsExactly("a@stra\u00dfe.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a..b", "-a.b", "a b", "[192.0.2.1]", "xn--\u0000", "a/b", "<a>.b", "a,b"})
    void whatIsNoDomainIsNone(String text) {
        assertThat(DomainName.of(text)).isEmpty();
    }

    @Property(tries = 1000)
    void anyTextIsReadWithoutAnErrorAndReadingItAgainChangesNothing(@ForAll String text) {
        TypedName name = TypedName.of(text);
        assertThat(name.cleaned().length()).isLessThanOrEqualTo(Math.min(255, text.length()));
        assertThat(TypedName.of(name.cleaned()).cleaned()).isEqualTo(name.cleaned());
        assertThat(name.readings()).doesNotHaveDuplicates().allMatch(reading -> reading.length() <= 255);
        assertThat(name.key()).isNotNull();
    }

    @Property(tries = 1000)
    void aNameThatCanBeStoredIsItsOwnFirstReading(@ForAll @StringLength(min = 1, max = 255) String stored) {
        TypedName name = TypedName.of(stored);
        if (!name.exact().isEmpty()) {
            assertThat(name.readings().get(0)).isEqualTo(stored.strip());
        }
    }

    @Property(tries = 1000)
    void anyTextIsADomainOrNoneAndBothFormsAreOne(@ForAll String text) {
        DomainName.of(text).ifPresent(domain -> assertThat(domain.forms())
                .allSatisfy(form -> assertThat(DomainName.of(form)).contains(domain)));
    }
}
