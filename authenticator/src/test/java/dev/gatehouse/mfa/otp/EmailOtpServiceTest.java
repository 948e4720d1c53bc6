package dev.gatehouse.mfa.otp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.keycloak.crypto.RealmSecret;
import dev.gatehouse.keycloak.store.InMemoryStore;
import dev.gatehouse.mfa.otp.OtpBinding.Purpose;
import dev.gatehouse.risk.profile.SecuredAt;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class EmailOtpServiceTest {

    private static final EmailOtpPolicy POLICY = new EmailOtpPolicy(Duration.ofMinutes(10));
    private static final Duration BETWEEN_EMAILS = Duration.ofSeconds(7);
    private static final OtpBinding LOGIN =
            new OtpBinding("acme", "alice", "alice@acme.test", "dashboard", "login-1", Purpose.LOGIN, SecuredAt.NEVER);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T12:00:00Z"));
    private final InMemoryStore store = new InMemoryStore(clock.instant());
    private final Map<String, RealmSecret> keys = new HashMap<>(Map.of("key-1", secret("key-1")));
    private final EmailOtpService codes = new EmailOtpService(
            store,
            BETWEEN_EMAILS,
            new EmailOtpService.Secrets() {
                @Override
                public RealmSecret active() {
                    return keys.get("key-1");
                }

                @Override
                public Optional<RealmSecret> byKeyId(String keyId) {
                    return Optional.ofNullable(keys.get(keyId));
                }
            },
            clock);

    private final Progress progress = new Progress();

    /** Notes what it is told. */
    private static final class Progress implements CodeProgress {

        private int tries;
        private final List<Duration> times = new ArrayList<>();

        @Override
        public void tried() {
            tries++;
        }

        @Override
        public void accepted(Duration sinceIssue) {
            times.add(sinceIssue);
        }
    }

    @Test
    void aCodeIsSixDigitsAndWorksOnce() {
        String code = issued(LOGIN);
        assertThat(code).matches("[0-9]{6}");
        assertThat(codes.check(LOGIN, code)).isInstanceOf(CodeVerification.Accepted.class);
        assertThat(codes.check(LOGIN, code)).isInstanceOf(CodeVerification.Expired.class);
    }

    @Test
    void aCodeIsTriedOnceHoweverOftenItIsSubmittedAndSentAgain() {
        issued(LOGIN);
        codes.check(LOGIN, "", () -> true, progress);
        codes.check(LOGIN, "12", () -> true, progress);
        assertThat(progress.tries).as("nothing was compared").isZero();
        advance(BETWEEN_EMAILS);
        String again = issued(LOGIN);
        codes.check(LOGIN, wrong(again, 1), () -> true, progress);
        codes.check(LOGIN, wrong(again, 2), () -> true, progress);
        advance(BETWEEN_EMAILS);
        codes.check(LOGIN, issued(LOGIN), () -> true, progress);
        assertThat(progress.tries).isEqualTo(1);
        issued(LOGIN);
        codes.check(LOGIN, "", () -> true, progress);
        advance(Duration.ofMinutes(10));
        codes.check(LOGIN, "123456", () -> true, progress);
        assertThat(progress.tries).as("it came too late").isEqualTo(1);
        codes.check(LOGIN, issued(LOGIN), () -> true, progress);
        assertThat(progress.tries).as("another code").isEqualTo(2);
    }

    @Test
    void theTimeOfACodeBeginsWithItsFirstEmail() {
        issued(LOGIN);
        advance(Duration.ofSeconds(40));
        String again = issued(LOGIN);
        advance(Duration.ofSeconds(2));
        codes.check(LOGIN, wrong(again, 1), () -> true, progress);
        codes.check(LOGIN, again, () -> true, progress);
        assertThat(progress.times).containsExactly(Duration.ofSeconds(42));
    }

    @Test
    void aCodeThatIsNotAcceptedHasNoTime() {
        codes.check(LOGIN, issued(LOGIN), () -> false, progress);
        assertThat(progress.tries).isEqualTo(1);
        assertThat(progress.times).isEmpty();
    }

    @Test
    void aCodeOfAnEarlierVersionIsAcceptedWithoutATime() {
        OtpChallenge issued = new OtpChallenge("id", "key-1", clock.instant(), Optional.empty());
        assertThat(issued.toNotes()).containsOnlyKeys("id", "kid", "exp");
        assertThat(OtpChallenge.fromNotes(issued.toNotes())).contains(issued);
        OtpChallenge dated = new OtpChallenge("id", "key-1", clock.instant(), Optional.of(clock.instant()));
        assertThat(OtpChallenge.fromNotes(dated.toNotes())).contains(dated);
    }

    @Test
    void aCodeExpiresAfterTenMinutes() {
        String code = issued(LOGIN);
        advance(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(codes.status(LOGIN).validUntil()).isPresent();
        advance(Duration.ofSeconds(1));
        assertThat(codes.status(LOGIN).validUntil()).isEmpty();
        assertThat(codes.check(LOGIN, code)).isInstanceOf(CodeVerification.Expired.class);
    }

    @Test
    void aCodeIsInvalidForAnotherRealmUserClientLoginAddressOrStamp() {
        String code = issued(LOGIN);
        List<OtpBinding> others = List.of(
                new OtpBinding(
                        "other", "alice", "alice@acme.test", "dashboard", "login-1", Purpose.LOGIN, SecuredAt.NEVER),
                new OtpBinding(
                        "acme", "bob", "alice@acme.test", "dashboard", "login-1", Purpose.LOGIN, SecuredAt.NEVER),
                new OtpBinding(
                        "acme", "alice", "alice@acme.test", "workspace", "login-1", Purpose.LOGIN, SecuredAt.NEVER),
                new OtpBinding(
                        "acme", "alice", "alice@acme.test", "dashboard", "login-2", Purpose.LOGIN, SecuredAt.NEVER));
        assertThat(others)
                .allSatisfy(other -> assertThat(codes.check(other, code)).isInstanceOf(CodeVerification.Expired.class));

        OtpBinding afterSecured = new OtpBinding(
                "acme", "alice", "alice@acme.test", "dashboard", "login-1", Purpose.LOGIN, new SecuredAt(17));
        OtpBinding afterAddressChanged = new OtpBinding(
                "acme", "alice", "new@acme.test", "dashboard", "login-1", Purpose.LOGIN, SecuredAt.NEVER);
        assertThat(codes.check(afterAddressChanged, code)).isInstanceOf(CodeVerification.Wrong.class);
        assertThat(codes.check(afterSecured, code)).isInstanceOf(CodeVerification.Expired.class);
        assertThat(codes.check(LOGIN, code)).isInstanceOf(CodeVerification.Accepted.class);
    }

    @Test
    void theFifthWrongAttemptExhaustsTheCode() {
        String code = issued(LOGIN);
        for (int number = 1; number <= 4; number++) {
            assertThat(codes.check(LOGIN, wrong(code, number))).isInstanceOf(CodeVerification.Wrong.class);
        }
        assertThat(codes.check(LOGIN, wrong(code, 5))).isEqualTo(new CodeVerification.Exhausted(true));
        assertThat(codes.check(LOGIN, code))
                .as("nothing was compared")
                .isEqualTo(new CodeVerification.Exhausted(false));
        assertThat(codes.status(LOGIN).validUntil()).isEmpty();
    }

    @Test
    void malformedInputCostsNoAttempt() {
        String code = issued(LOGIN);
        for (int number = 0; number < 20; number++) {
            assertThat(codes.check(LOGIN, "12345")).isEqualTo(new CodeVerification.Malformed(5));
            assertThat(codes.check(LOGIN, " ")).isInstanceOf(CodeVerification.Empty.class);
        }
        assertThat(codes.check(LOGIN, code)).isInstanceOf(CodeVerification.Accepted.class);
    }

    @Test
    void tenWrongCodesInAnHourBlockTheAccountOverAllLoginsUntilTheFirstIsAnHourOld() {
        Instant start = clock.instant();
        for (int login = 1; login <= 2; login++) {
            OtpBinding binding = login(login);
            String code = issued(binding);
            for (int number = 1; number <= 5; number++) {
                codes.check(binding, wrong(code, number));
            }
            advance(Duration.ofMinutes(1));
        }
        OtpBinding third = login(3);
        assertThat(codes.issue(third, POLICY)).isEqualTo(new OtpIssueResult.Blocked(start.plus(Duration.ofHours(1))));
        assertThat(codes.check(third, "123456"))
                .isEqualTo(new CodeVerification.Blocked(start.plus(Duration.ofHours(1)), false));

        advance(Duration.ofMinutes(58));
        assertThat(codes.check(third, issued(third))).isInstanceOf(CodeVerification.Accepted.class);
    }

    @Test
    void aCorrectCodeDoesNotCountAsWrong() {
        for (int login = 1; login <= 15; login++) {
            assertThat(codes.check(login(login), issued(login(login)))).isInstanceOf(CodeVerification.Accepted.class);
            advance(Duration.ofMinutes(13));
        }
    }

    @Test
    void anotherEmailRepeatsTheValidCodeAndResetsNoLimit() {
        String code = issued(LOGIN);
        for (int number = 1; number <= 4; number++) {
            codes.check(LOGIN, wrong(code, number));
        }
        advance(BETWEEN_EMAILS);
        assertThat(issued(LOGIN)).isEqualTo(code);
        assertThat(codes.check(LOGIN, wrong(code, 5))).isInstanceOf(CodeVerification.Exhausted.class);
    }

    @Test
    void afterAnExhaustedCodeAnotherEmailHasAnotherCode() {
        String code = issued(LOGIN);
        for (int number = 1; number <= 5; number++) {
            codes.check(LOGIN, wrong(code, number));
        }
        advance(BETWEEN_EMAILS);
        String next = issued(LOGIN);
        assertThat(codes.check(LOGIN, next)).isInstanceOf(CodeVerification.Accepted.class);
    }

    @Test
    void theEmailGapAppliesToOneLogin() {
        issued(LOGIN);
        Instant free = clock.instant().plus(BETWEEN_EMAILS);
        advance(BETWEEN_EMAILS.minusSeconds(1));
        assertThat(codes.issue(LOGIN, POLICY)).isEqualTo(new OtpIssueResult.TooSoon(free));
        assertThat(codes.issue(login(2), POLICY)).as("on another device").isInstanceOf(OtpIssueResult.Ready.class);
        advance(Duration.ofSeconds(1));
        assertThat(codes.issue(LOGIN, POLICY)).isInstanceOf(OtpIssueResult.Ready.class);
    }

    @Test
    void aCorrectCodeLeavesNoGapForTheNextLoginOfTheBrowserButItsEmailCounts() {
        for (int number = 1; number <= 5; number++) {
            assertThat(codes.check(LOGIN, issued(LOGIN))).isInstanceOf(CodeVerification.Accepted.class);
        }
        assertThat(codes.issue(LOGIN, POLICY)).isInstanceOf(OtpIssueResult.TooSoon.class);
    }

    @Test
    void aWrongCodeLeavesTheGap() {
        codes.check(LOGIN, wrong(issued(LOGIN), 1));
        assertThat(codes.issue(LOGIN, POLICY)).isInstanceOf(OtpIssueResult.TooSoon.class);
    }

    @Test
    void anAccountGetsAtMostFiveEmailsPerHour() {
        Instant start = clock.instant();
        for (int mail = 1; mail <= 5; mail++) {
            issued(login(mail));
            advance(Duration.ofMinutes(2));
        }
        assertThat(codes.issue(login(6), POLICY))
                .isEqualTo(new OtpIssueResult.TooSoon(start.plus(Duration.ofHours(1))));
        advance(Duration.ofMinutes(50));
        assertThat(codes.issue(login(6), POLICY)).isInstanceOf(OtpIssueResult.Ready.class);
    }

    @Test
    void twoEmailsOfTheHourAreKeptForTheUsersOwnRequests() {
        for (int mail = 1; mail <= 3; mail++) {
            assertThat(codes.issueUnasked(login(mail), POLICY)).isInstanceOf(OtpIssueResult.Ready.class);
        }
        assertThat(codes.issueUnasked(login(4), POLICY)).isEqualTo(new OtpIssueResult.TooSoon(clock.instant()));
        assertThat(codes.status(login(4)).nextEmailAt()).as("the button sends").isEmpty();
        for (int mail = 4; mail <= 5; mail++) {
            assertThat(codes.issue(login(mail), POLICY)).isInstanceOf(OtpIssueResult.Ready.class);
        }
        assertThat(codes.issue(login(6), POLICY)).isInstanceOf(OtpIssueResult.TooSoon.class);
    }

    @Test
    void aFailedEmailIsRefundedAndItsCodeDiscarded() {
        OtpIssueResult.Ready ready = (OtpIssueResult.Ready) codes.issue(LOGIN, POLICY);
        codes.withdraw(ready.permit());
        assertThat(codes.status(LOGIN))
                .isEqualTo(new EmailOtpStatus(Optional.empty(), false, Optional.empty(), Optional.empty()));
        assertThat(codes.check(LOGIN, ready.digits())).isInstanceOf(CodeVerification.Expired.class);
        assertThat(codes.issue(LOGIN, POLICY)).isInstanceOf(OtpIssueResult.Ready.class);
    }

    @Test
    void aFailedRepetitionLeavesTheCodeValid() {
        String code = issued(LOGIN);
        advance(BETWEEN_EMAILS);
        codes.withdraw(((OtpIssueResult.Ready) codes.issue(LOGIN, POLICY)).permit());
        assertThat(codes.check(LOGIN, code)).isInstanceOf(CodeVerification.Accepted.class);
    }

    @Test
    void aHundredParallelGuessesHaveNoAdvantageOverFive() throws Exception {
        String code = issued(LOGIN);
        List<Callable<CodeVerification>> guesses = new ArrayList<>();
        for (int number = 1; number <= 100; number++) {
            String guess = wrong(code, number);
            guesses.add(() -> codes.check(LOGIN, guess));
        }
        List<CodeVerification> outcomes = inParallel(guesses);
        assertThat(store.everything().keySet().stream().filter(key -> key.startsWith("gatehouse-wrong-codes")))
                .hasSize(5);
        assertThat(outcomes).noneMatch(verification -> verification instanceof CodeVerification.Accepted);
        assertThat(codes.check(LOGIN, code)).isInstanceOf(CodeVerification.Exhausted.class);
    }

    @Test
    void ofParallelCorrectAnswersExactlyOneIsAccepted() throws Exception {
        String code = issued(LOGIN);
        List<CodeVerification> outcomes = inParallel(java.util.Collections.nCopies(50, () -> codes.check(LOGIN, code)));
        assertThat(outcomes.stream().filter(verification -> verification instanceof CodeVerification.Accepted))
                .hasSize(1);
    }

    @Test
    void aCodeSurvivesKeyRotationButNotKeyRemoval() {
        String code = issued(LOGIN);
        RealmSecret old = keys.remove("key-1");
        assertThat(codes.status(LOGIN).validUntil()).isEmpty();
        assertThat(codes.check(LOGIN, code)).isInstanceOf(CodeVerification.Wrong.class);
        keys.put("key-1", old);
        assertThat(codes.check(LOGIN, code)).isInstanceOf(CodeVerification.Accepted.class);
    }

    @Test
    void theStoreDoesNotContainTheCode() {
        String code = issued(LOGIN);
        assertThat(store.everything().toString()).doesNotContain(code);
    }

    @Test
    void digitsAreUniformlyDistributed() {
        int[] counts = new int[10];
        int samples = 20_000;
        for (int sample = 0; sample < samples; sample++) {
            OtpChallenge challenge =
                    new OtpChallenge("challenge-" + sample, "key-1", clock.instant(), Optional.empty());
            OtpDerivation.digits(keys.get("key-1"), challenge, LOGIN).chars().forEach(digit -> counts[digit - '0']++);
        }
        double expected = samples * 6 / 10.0;
        double chiSquare = 0;
        for (int count : counts) {
            chiSquare += (count - expected) * (count - expected) / expected;
        }
        // 9 degrees of freedom: 33.7 is exceeded by chance once in 10,000 times, and these samples are fixed.
        assertThat(chiSquare).isLessThan(33.7);
    }

    private String issued(OtpBinding binding) {
        OtpIssueResult issueResult = codes.issue(binding, POLICY);
        assertThat(issueResult).isInstanceOf(OtpIssueResult.Ready.class);
        return ((OtpIssueResult.Ready) issueResult).digits();
    }

    private static OtpBinding login(int number) {
        return new OtpBinding(
                "acme", "alice", "alice@acme.test", "dashboard", "login-" + number, Purpose.LOGIN, SecuredAt.NEVER);
    }

    private static String wrong(String code, int by) {
        return String.format("%06d", (Integer.parseInt(code) + by) % 1_000_000);
    }

    private void advance(Duration time) {
        clock.now = clock.now.plus(time);
        store.moveTo(clock.now);
    }

    private static List<CodeVerification> inParallel(List<Callable<CodeVerification>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<CodeVerification> outcomes = new ArrayList<>();
            for (Future<CodeVerification> future : threads.invokeAll(calls)) {
                outcomes.add(future.get());
            }
            return outcomes;
        } finally {
            threads.shutdown();
        }
    }

    private static RealmSecret secret(String keyId) {
        byte[] key = "a secret of 512 bits for nothing but these tests, which is sixty-four bytes"
                .substring(0, 64)
                .getBytes(StandardCharsets.US_ASCII);
        return new RealmSecret(keyId, new SecretKeySpec(key, "HmacSHA512"));
    }

    private static final class MovableClock extends Clock {

        private Instant now;

        MovableClock(Instant now) {
            this.now = now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
