package dev.gatehouse.mfa.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.keycloak.util.JsonSerialization;

/** Tokens of versions before and after are read: browsers and apps keep them for months. */
class DeviceTokenTest {

    private static final Instant END = Instant.parse("2027-05-05T10:00:00Z");

    @Test
    void aTokenIsWrittenAndReadWithWhatItSays() throws IOException {
        DeviceToken token = new DeviceToken(
                "device", "user", "realm", "secret", new DeviceToken.Terms(true, END, Duration.ofDays(90)));
        DeviceToken read = JsonSerialization.readValue(JsonSerialization.writeValueAsString(token), DeviceToken.class);
        assertThat(read.getId()).isEqualTo("device");
        assertThat(read.getSubject()).isEqualTo("user");
        assertThat(read.hasAudience("realm")).isTrue();
        assertThat(read.getSecret()).isEqualTo("secret");
        assertThat(read.isOfApp()).isTrue();
        assertThat(read.getExp()).isEqualTo(END.getEpochSecond());
        assertThat(read.issuedAt()).isEqualTo(Instant.ofEpochSecond(token.getIat()));
        assertThat(read.disuse()).contains(Duration.ofDays(90));
    }

    @Test
    void theTokenOfABrowserHasTheClaimsThatItAlwaysHadAndItsDisuse() throws IOException {
        DeviceToken.Terms terms = new DeviceToken.Terms(false, END, Duration.ofDays(90));
        String json = JsonSerialization.writeValueAsString(
                new DeviceToken("device", "user", "realm", "secret", terms).next(3, terms));
        assertThat(JsonSerialization.mapper.readTree(json).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("exp", "iat", "jti", "aud", "sub", "typ", "sec", "num", "use");
    }

    @Test
    void aTokenOfTheFirstReleaseIsThatOfABrowser() throws IOException {
        DeviceToken read = JsonSerialization.readValue("""
                {"exp":1809079200,"iat":1777975200,"jti":"device","aud":"realm","sub":"user","typ":"gatehouse-device","sec":"secret","num":7}""", DeviceToken.class);
        assertThat(read.isOfApp()).isFalse();
        assertThat(read.getNumber()).isEqualTo(7);
        assertThat(read.issuedAt()).isEqualTo(Instant.ofEpochSecond(1777975200));
        assertThat(read.disuse()).isEmpty();
    }
}
