package dev.gatehouse.mfa.otp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.keycloak.crypto.RealmSecret;
import dev.gatehouse.mfa.otp.MfaTokens.Status;
import java.nio.charset.StandardCharsets;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class MfaTokensTest {

    private final MfaTokens tokens = tokens("key", "acme:alice", "mobile", "stamp");

    @Test
    void aRepeatedFirstCallGetsTheSameToken() {
        String token = tokens.issue("network", "app");
        assertThat(token).matches("[A-Za-z0-9_-]{32}").isEqualTo(tokens.issue("network", "app"));
        assertThat(tokens.issue("elsewhere", "app")).isNotEqualTo(token);
        assertThat(tokens.issue("network", "another app")).isNotEqualTo(token);
    }

    @Test
    void aTokenIsValidForItsAccountAndClientWhileTheStampIsUnchanged() {
        String token = tokens.issue("network", "app");
        assertThat(tokens.read(token)).isEqualTo(Status.ISSUED);
        assertThat(tokens("key", "acme:alice", "mobile", "moved").read(token)).isEqualTo(Status.OUTDATED);
        assertThat(tokens("key", "acme:bob", "mobile", "stamp").read(token)).isEqualTo(Status.UNKNOWN);
        assertThat(tokens("key", "other:alice", "mobile", "stamp").read(token)).isEqualTo(Status.UNKNOWN);
        assertThat(tokens("key", "acme:alice", "admin-cli", "stamp").read(token))
                .isEqualTo(Status.UNKNOWN);
        assertThat(tokens("other key", "acme:alice", "mobile", "stamp").read(token))
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void aForgedTokenIsUnknown() {
        String token = tokens.issue("network", "app");
        for (int at = 0; at < token.length(); at++) {
            String changed = token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1);
            assertThat(tokens.read(changed)).as(changed).isEqualTo(Status.UNKNOWN);
        }
        for (String text :
                new String[] {"x", "A".repeat(32), "A".repeat(31), token + "A", "é", "\u0000", "x".repeat(10_000)}) {
            assertThat(tokens.read(text)).as(text).isEqualTo(Status.UNKNOWN);
        }
        assertThat(tokens.read(null)).isEqualTo(Status.ABSENT);
        assertThat(tokens.read(" ")).isEqualTo(Status.ABSENT);
    }

    private static MfaTokens tokens(String key, String account, String client, String stamp) {
        return new MfaTokens(
                new RealmSecret("id", new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA512")),
                account,
                client,
                stamp);
    }
}
