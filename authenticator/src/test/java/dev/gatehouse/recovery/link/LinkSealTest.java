package dev.gatehouse.recovery.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.recovery.token.ResetToken;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Verifies that only the secret of a link opens what is stored for it. */
class LinkSealTest {

    private final ResetToken secret = ResetToken.mint();
    private final LinkSeal seal = new LinkSeal("realm", secret);

    @Test
    void opensWhatItHasSealed() {
        assertThat(seal.open(seal.seal("the token"))).contains("the token");
        assertThat(seal.seal("the token")).isNotEqualTo(seal.seal("the token"));
    }

    @Test
    @DisplayName("Nothing else does: another secret, another realm, or a changed text")
    void nothingElseOpensIt() {
        String sealed = seal.seal("the token");
        assertThat(new LinkSeal("realm", ResetToken.mint()).open(sealed)).isEmpty();
        assertThat(new LinkSeal("other", secret).open(sealed)).isEmpty();
        String changed = (sealed.charAt(0) == 'A' ? 'B' : 'A') + sealed.substring(1);
        assertThat(seal.open(changed)).isEmpty();
        assertThat(seal.open("")).isEmpty();
        assertThat(seal.open("no base 64!")).isEmpty();
    }
}
