package dev.gatehouse.mfa.otp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.keycloak.crypto.RealmSecret;
import dev.gatehouse.keycloak.store.AccountKey;
import dev.gatehouse.keycloak.store.InMemoryStore;
import dev.gatehouse.mfa.factor.Factor;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The one-time passes of an account. */
class OneTimePassServiceTest {

    private static final AccountKey ALICE = new AccountKey("acme", "alice");

    private Instant now = Instant.parse("2026-12-01T12:00:00Z");
    private String stamp = "stamp-1";
    private final InMemoryStore store = new InMemoryStore(now);
    private final Map<String, RealmSecret> keys = new HashMap<>(Map.of("key-1", secret("key-1")));
    private final OneTimePassService passes = of(ALICE);

    @Test
    void aPassCountsAsARecoveryCodeAndWorksOnce() {
        String pass = issued(passes);
        assertThat(pass).matches("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}");
        OneTimePass current = passes.current().orElseThrow();
        CodeVerification.Accepted accepted =
                (CodeVerification.Accepted) passes.check(current, pass).orElseThrow();
        assertThat(accepted.userId()).isEqualTo("alice");
        assertThat(accepted.factor()).isEqualTo(Factor.RECOVERY_CODE);
        assertThat(accepted.isOfPass()).isTrue();
        assertThat(passes.current()).isEmpty();
        assertThat(passes.check(current, pass)).isEmpty();
    }

    @Test
    void aPassIsReadAsPeopleTypeIt() {
        String pass = issued(passes);
        String typed = pass.toLowerCase(Locale.ROOT)
                .replace("-", " ")
                .replace('0', 'o')
                .replace('1', 'l');
        assertThat(checked(typed)).isInstanceOf(CodeVerification.Accepted.class);
    }

    @Test
    void onlyAHashIsStored() {
        String pass = issued(passes);
        assertThat(store.everything().toString())
                .doesNotContain(pass)
                .doesNotContain(pass.replace("-", ""))
                .doesNotContain("stamp-1");
        assertThat(passes.current().orElseThrow()).hasToString("OneTimePass[until=2026-12-01T12:15:00Z]");
    }

    @Test
    void aPassExpiresAfterFifteenMinutes() {
        issued(passes);
        now = now.plus(Duration.ofMinutes(15)).minusSeconds(1);
        assertThat(passes.current()).isPresent();
        now = now.plusSeconds(1);
        assertThat(passes.current()).isEmpty();
    }

    @Test
    void aPassIsVoidOnceTheStampHasMoved() {
        issued(passes);
        stamp = "stamp-2";
        assertThat(passes.current()).isEmpty();
    }

    @Test
    void aPassIsVoidOnceTheRealmsKeyIsGone() {
        issued(passes);
        keys.clear();
        assertThat(passes.current()).isEmpty();
    }

    @Test
    void aPassOfOneAccountIsOfNoUseToAnother() {
        String pass = issued(passes);
        for (AccountKey other : List.of(new AccountKey("acme", "bob"), new AccountKey("other", "alice"))) {
            OneTimePassService others = of(other);
            assertThat(others.current()).isEmpty();
            issued(others);
            assertThat(others.check(others.current().orElseThrow(), pass))
                    .hasValueSatisfying(answer -> assertThat(answer).isInstanceOf(CodeVerification.Wrong.class));
        }
    }

    @Test
    void onlyTheLatestPassIsValid() {
        String first = issued(passes);
        String second = issued(passes);
        assertThat(checked(first)).isInstanceOf(CodeVerification.Wrong.class);
        assertThat(checked(second)).isInstanceOf(CodeVerification.Accepted.class);
    }

    @Test
    void anAccountIsIssuedThreePassesWithinAnHour() {
        for (int number = 0; number < 3; number++) {
            issued(passes);
        }
        assertThat(passes.issue(true)).isEqualTo(new PassIssueResult.TooMany(now.plus(Duration.ofHours(1))));
        store.moveTo(now.plus(Duration.ofHours(1)).plusSeconds(1));
        assertThat(passes.issue(true)).isInstanceOf(PassIssueResult.Issued.class);
    }

    @Test
    void afterFiveWrongAttemptsThePassIsVoid() {
        String pass = issued(passes);
        OneTimePass current = passes.current().orElseThrow();
        for (int number = 0; number < 5; number++) {
            assertThat(checked("AAAA-AAAA-AAA" + number)).isInstanceOf(CodeVerification.Wrong.class);
        }
        assertThat(passes.current()).isEmpty();
        assertThat(passes.check(current, pass)).isEmpty();
    }

    @Test
    void whatCannotBeAPassIsNoAttempt() {
        issued(passes);
        OneTimePass current = passes.current().orElseThrow();
        for (int number = 0; number < 20; number++) {
            assertThat(passes.check(current, "123456")).isEmpty();
            assertThat(passes.check(current, null)).isEmpty();
        }
        assertThat(passes.current()).isPresent();
    }

    @Test
    void aDamagedEntryCountsAsNone() {
        issued(passes);
        store.put("gatehouse-pass:acme:alice", Duration.ofMinutes(1), Map.of("until", "soon"));
        assertThat(passes.current()).isEmpty();
    }

    @Test
    void ofManyAtTheSameTimeOneIsAccepted() throws Exception {
        String pass = issued(passes);
        OneTimePass current = passes.current().orElseThrow();
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> calls = Collections.nCopies(4, () -> passes.check(current, pass)
                    .filter(answer -> answer.kind() == CodeVerification.Kind.ACCEPTED)
                    .isPresent());
            int accepted = 0;
            for (Future<Boolean> answer : callers.invokeAll(calls)) {
                accepted += answer.get() ? 1 : 0;
            }
            assertThat(accepted).isEqualTo(1);
        } finally {
            callers.shutdown();
        }
    }

    private CodeVerification checked(String typed) {
        return passes.check(passes.current().orElseThrow(), typed).orElseThrow();
    }

    private static String issued(OneTimePassService service) {
        return ((PassIssueResult.Issued) service.issue(true)).pass();
    }

    private OneTimePassService of(AccountKey account) {
        EmailOtpService.Secrets secrets = new EmailOtpService.Secrets() {
            @Override
            public RealmSecret active() {
                return keys.get("key-1");
            }

            @Override
            public Optional<RealmSecret> byKeyId(String keyId) {
                return Optional.ofNullable(keys.get(keyId));
            }
        };
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        return new OneTimePassService(store, secrets, account, () -> stamp, clock);
    }

    private static RealmSecret secret(String keyId) {
        return new RealmSecret(
                keyId,
                new SecretKeySpec(
                        (keyId + "-of-at-least-32-bytes-length-ok").getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
    }
}
