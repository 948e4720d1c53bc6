package dev.gatehouse.recovery.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.keycloak.crypto.RealmSecret;
import dev.gatehouse.keycloak.store.InMemoryStore;
import dev.gatehouse.keycloak.text.CrockfordBase32;
import dev.gatehouse.mfa.stamp.SecurityStamp;
import dev.gatehouse.risk.profile.SecuredAt;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The states of links, and of the codes that stand in for them. */
class ResetLinkStoreTest {

    private static final Instant START = Instant.parse("2026-01-05T12:00:00Z");
    private static final SecurityStamp STAMP = new SecurityStamp(17, "hash", 0);

    private final RealmSecret secret = new RealmSecret(
            "kid",
            new SecretKeySpec("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
    private final InMemoryStore store = new InMemoryStore(START);
    private final MovingClock clock = new MovingClock();
    private final ResetLinkStore resetLinks = new ResetLinkStore(store, "realm", clock);
    private final ResetRequestStore resetRequests = new ResetRequestStore(store, "realm", clock);
    private final ResetLink link = new ResetLink(
            "user",
            STAMP,
            LinkPurpose.RESET,
            START,
            START.plus(Duration.ofHours(1)),
            new ReturnTarget("app", "uri", "login", "tab"),
            "");

    @Test
    void aLinkIsFoundAsItWasEmailedAndItsSecretIsNotInTheStore() {
        ResetToken token = resetLinks.issue(link);
        assertThat(resetLinks.find("/?" + token.printed())).isEqualTo(new ResetLinkState.Open(token, link));
        assertThat(store.everything().toString())
                .doesNotContain(token.body())
                .doesNotContain(token.body().toLowerCase(Locale.ROOT));
        assertThat(new ResetLinkStore(store, "another realm", clock).state(token))
                .isEqualTo(new ResetLinkState.Unknown(token));
        assertThat(resetLinks.find("/?utm=1")).isEqualTo(new ResetLinkState.Unreadable());
        assertThat(resetLinks.find("/" + ResetToken.mint().printed())).isInstanceOf(ResetLinkState.Unknown.class);
    }

    @Test
    void anOldLinkIsRememberedForADayAndThenForgotten() {
        ResetToken token = resetLinks.issue(link);
        moveTo(START.plus(Duration.ofMinutes(61)));
        assertThat(resetLinks.state(token)).isEqualTo(new ResetLinkState.Expired(token, link));
        moveTo(START.plus(Duration.ofHours(25).plusSeconds(1)));
        assertThat(resetLinks.state(token)).isEqualTo(new ResetLinkState.Unknown(token));
    }

    @Test
    void aLinkKeepsTheStampOfItsAccountAndCanBeRenewed() {
        ResetLink secured = link.with(STAMP.at(new SecuredAt(99)));
        ResetToken token = resetLinks.issue(secured);
        assertThat(resetLinks.state(token)).isEqualTo(new ResetLinkState.Open(token, secured));
        ResetLink renewed = secured.with(STAMP.at(new SecuredAt(100)));
        resetLinks.renew(token, renewed);
        assertThat(resetLinks.state(token)).isEqualTo(new ResetLinkState.Open(token, renewed));
    }

    @Test
    @DisplayName("A link that an earlier version has emailed is one of an account that was never secured")
    void aLinkOfAnEarlierVersionIsOfAnAccountNeverSecured() {
        Map<String, String> notes = new HashMap<>(link.notes());
        notes.remove("secured");
        assertThat(ResetLink.of(notes)).contains(link);
    }

    @Test
    @DisplayName("The code in the email differs once the account is secured, and is as before if it never was")
    void theCodeInTheMailDependsOnWhenTheAccountWasSecured() {
        ResetToken page = ResetToken.mint();
        FallbackCode never = FallbackCode.of(secret, page, "user", STAMP);
        assertThat(FallbackCode.of(secret, page, "user", STAMP.at(new SecuredAt(99))))
                .isNotEqualTo(never);
        assertThat(never)
                .as("computed as by earlier versions")
                .isEqualTo(new FallbackCode(CrockfordBase32.encode(
                        secret.hmac("gatehouse/recovery-code/v1", page.body(), "user", "17", "hash"), 8)));
    }

    @Test
    void ofManyWhoSubmitAtOnceExactlyOneWinsEvenWithDifferentLinks() {
        ResetToken first = resetLinks.issue(link);
        ResetToken second = resetLinks.issue(link);
        AtomicInteger winners = new AtomicInteger();
        IntStream.range(0, 64).parallel().forEach(number -> {
            if (resetLinks.claim(number % 2 == 0 ? first : second, link)) {
                winners.incrementAndGet();
            }
        });
        assertThat(winners).hasValue(1);
    }

    @Test
    void aLinkThatIsGivenBackIsAsGoodAsBefore() {
        ResetToken token = resetLinks.issue(link);
        assertThat(resetLinks.claim(token, link)).isTrue();
        assertThat(resetLinks.state(token)).isInstanceOf(ResetLinkState.Used.class);
        resetLinks.giveBack(token, link);
        assertThat(resetLinks.state(token)).isEqualTo(new ResetLinkState.Open(token, link));
        assertThat(resetLinks.claim(token, link)).isTrue();
    }

    @Test
    void aChangeSupersedesAllLinksThatWereEmailedBeforeAndNoneAfter() {
        ResetToken before = resetLinks.issue(link);
        moveTo(START.plusSeconds(60));
        resetLinks.changed(link);
        assertThat(resetLinks.state(before)).isEqualTo(new ResetLinkState.Superseded(before, link));
        moveTo(START.plusSeconds(61));
        ResetLink later = new ResetLink(
                "user",
                STAMP,
                LinkPurpose.RESET,
                clock.instant(),
                clock.instant().plusSeconds(60),
                ReturnTarget.NONE,
                "");
        ResetToken after = resetLinks.issue(later);
        assertThat(resetLinks.state(after)).isEqualTo(new ResetLinkState.Open(after, later));
    }

    @Test
    void afterAChangeANewLinkCanBeUsedAtOnceAndAnOlderOneNeverAgain() {
        ResetToken used = resetLinks.issue(link);
        ResetToken older = resetLinks.issue(link);
        assertThat(resetLinks.claim(used, link)).isTrue();
        assertThat(resetLinks.claim(older, link))
                .as("while the password is being changed")
                .isFalse();
        resetLinks.changed(link);
        assertThat(resetLinks.claim(older, link))
                .as("although it was looked at before")
                .isFalse();
        ResetLink next = new ResetLink(
                "user",
                STAMP,
                LinkPurpose.RESET,
                START.plusMillis(1),
                START.plus(Duration.ofHours(1)),
                link.returnTarget(),
                "");
        assertThat(resetLinks.claim(resetLinks.issue(next), next)).isTrue();
    }

    @Test
    void aTicketIsGoodForItsLinkForTwoHoursAndCannotBeMadeUp() {
        ResetToken token = ResetToken.mint();
        FormGraceTicket ticket = new FormGraceTicket(secret, token, link);
        String issued = ticket.issue(START);
        assertThat(ticket.isGood(issued, START.plus(Duration.ofHours(2)))).isTrue();
        assertThat(ticket.isGood(issued, START.plus(Duration.ofHours(2).plusSeconds(1))))
                .isFalse();
        assertThat(new FormGraceTicket(secret, ResetToken.mint(), link).isGood(issued, START))
                .isFalse();
        String later =
                issued.replaceFirst("^\\d+", Long.toString(START.plusSeconds(60).getEpochSecond()));
        for (String bad : new String[] {null, "", "-", "x", issued + "0", later, issued.substring(1)}) {
            assertThat(ticket.isGood(bad, START.plusSeconds(120))).as("%s", bad).isFalse();
        }
    }

    @Test
    void aTicketOfABriefLinkIsGoodForTwiceItsLife() {
        ResetLink brief =
                new ResetLink("user", STAMP, LinkPurpose.RESET, START, START.plusSeconds(15), link.returnTarget(), "");
        FormGraceTicket ticket = new FormGraceTicket(secret, ResetToken.mint(), brief);
        String issued = ticket.issue(START.plusSeconds(10));
        assertThat(ticket.isGood(issued, START.plusSeconds(40))).isTrue();
        assertThat(ticket.isGood(issued, START.plusSeconds(41))).isFalse();
    }

    @Test
    void aLoginHasOnePageUntilALinkIsRequestedOnIt() {
        ReturnTarget returnTarget = new ReturnTarget("app", "", "login", "tab");
        ResetRequest first = resetRequests.openOfLogin(secret, returnTarget, Optional.empty(), LinkPurpose.RESET);
        assertThat(resetRequests
                        .openOfLogin(
                                secret, returnTarget, Optional.of(new ResetRequest.Hint("a@b.c")), LinkPurpose.RESET)
                        .page())
                .isEqualTo(first.page());
        assertThat(resetRequests
                        .openOfLogin(
                                secret,
                                new ReturnTarget("app", "", "login", "another tab"),
                                Optional.empty(),
                                LinkPurpose.RESET)
                        .page())
                .isNotEqualTo(first.page());
        resetRequests.save(first.requestedFor(new ResetRequest.Account("user"), START));
        ResetRequest second = resetRequests.openOfLogin(secret, returnTarget, Optional.empty(), LinkPurpose.RESET);
        assertThat(second.page()).isNotEqualTo(first.page());
        assertThat(resetRequests.find(first.page().printed()).flatMap(ResetRequest::requestedAt))
                .as("the earlier request stays")
                .isPresent();
        assertThat(resetRequests
                        .openOfLogin(secret, returnTarget, Optional.empty(), LinkPurpose.RESET)
                        .page())
                .isEqualTo(second.page());
    }

    @Test
    void aCodeIsReadHoweverItIsTypedAndTriedFiveTimesWhetherOneIsExpectedOrNot() {
        ResetRequest resetRequest =
                resetRequests.open(ReturnTarget.NONE, Optional.of(new ResetRequest.Hint("a@b.c")), LinkPurpose.RESET);
        FallbackCode code = FallbackCode.of(secret, resetRequest.page(), "user", STAMP);
        assertThat(code.printed()).matches("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}");
        resetRequests.expect(resetRequest.page(), link, code);
        assertThat(store.everything().toString())
                .doesNotContain(code.characters())
                .doesNotContain(resetRequest.page().body());
        assertThat(resetRequests.recognise(
                        resetRequest.page(),
                        " " + code.printed().toLowerCase(Locale.ROOT).replace("-", " \u2013 ")))
                .contains(link);
        assertThat(resetRequests.recognise(
                        resetRequest.page(), code.characters().substring(1) + "0"))
                .isEmpty();
        assertThat(resetRequests.recognise(ResetToken.mint(), code.printed()))
                .as("on another page")
                .isEmpty();
        assertThat(resetRequests.spend(resetRequest.page())).isTrue();
        assertThat(resetRequests.spend(resetRequest.page())).isFalse();
        ResetToken unused = ResetToken.mint();
        for (ResetToken page : new ResetToken[] {resetRequest.page(), unused}) {
            assertThat(IntStream.range(0, 9)
                            .filter(number -> resetRequests.takeTry(page))
                            .count())
                    .isEqualTo(5);
            assertThat(resetRequests.canTry(page)).isFalse();
        }
    }

    @Test
    void aPageLearnsOnlyOfTheLinkThatItWaitsForAndOnlyUntilItAsksAgain() {
        ResetRequest first = ResetRequest.begun(ReturnTarget.NONE, Optional.empty(), LinkPurpose.RESET)
                .requestedFor(new ResetRequest.Address("a@b.c"), START);
        ResetRequest corrected = first.requestedFor(new ResetRequest.Address("d@b.c"), START);
        assertThat(first.waiting("realm")).doesNotContain(first.page().body());
        ResetLink awaited = new ResetLink(
                "user", STAMP, LinkPurpose.RESET, START, link.until(), ReturnTarget.NONE, first.waiting("realm"));
        resetRequests.awaiting(first);
        assertThat(resetRequests.isDone(first)).isFalse();
        resetRequests.done(link);
        assertThat(resetRequests.isDone(first)).as("another link").isFalse();
        resetRequests.done(awaited);
        assertThat(resetRequests.isDone(first)).isTrue();
        assertThat(resetRequests.isDone(corrected))
                .as("the same page for another address")
                .isFalse();
        assertThat(new ResetRequestStore(store, "another realm", clock).isDone(first))
                .isFalse();
        resetRequests.awaiting(first);
        assertThat(resetRequests.isDone(first)).as("asked again").isFalse();
    }

    @Test
    void aChangeThatIsBegunTwiceWithinAMomentHasOnePageAndALaterOneAnother() {
        ReturnTarget tab = new ReturnTarget("app", "", "login", "tab");
        Duration moment = Duration.ofSeconds(30);
        ResetRequest first = resetRequests.openOfChange(secret, tab, "user", moment);
        assertThat(resetRequests
                        .openOfChange(secret, tab, "another user", moment)
                        .page())
                .isNotEqualTo(first.page());
        resetRequests.awaiting(first.requestedFor(new ResetRequest.Account("user"), START));
        moveTo(START.plusSeconds(20));
        ResetRequest again =
                resetRequests.openOfChange(secret, new ReturnTarget("app", "", "login", "tab2"), "user", moment);
        assertThat(again.page()).isEqualTo(first.page());
        assertThat(again.requestedAt()).contains(START);
        moveTo(START.plusSeconds(31));
        ResetRequest later = resetRequests.openOfChange(secret, tab, "user", moment);
        assertThat(later.page()).isNotEqualTo(first.page());
        assertThat(later.requestedAt()).isEmpty();
    }

    @Test
    void aPageRemembersTheRequestOnIt() {
        ResetRequest resetRequest =
                resetRequests.open(new ReturnTarget("app", "", "login", "tab"), Optional.empty(), LinkPurpose.CHANGE);
        assertThat(resetRequests.find("/forgot/" + resetRequest.page().printed()))
                .contains(resetRequest);
        ResetRequest requested = resetRequest.requestedFor(new ResetRequest.Account("user"), START);
        resetRequests.save(requested);
        assertThat(resetRequests.find(resetRequest.page().printed())).contains(requested);
        assertThat(resetRequests.find("/forgot")).isEmpty();
    }

    @Test
    void aPageWithoutARequestIsSoonForgotten() {
        ResetRequest opened = resetRequests.open(ReturnTarget.NONE, Optional.empty(), LinkPurpose.RESET);
        ResetRequest requested = ResetRequest.begun(ReturnTarget.NONE, Optional.empty(), LinkPurpose.RESET)
                .requestedFor(new ResetRequest.Account("user"), START);
        assertThat(resetRequests.find(requested.page().printed()))
                .as("not stored before a request")
                .isEmpty();
        resetRequests.save(requested);
        moveTo(START.plus(Duration.ofMinutes(61)));
        assertThat(resetRequests.find(opened.page().printed())).isEmpty();
        assertThat(resetRequests.find(requested.page().printed())).contains(requested);
    }

    private void moveTo(Instant time) {
        clock.now = time;
        store.moveTo(time);
    }

    private static final class MovingClock extends Clock {

        private volatile Instant now = START;

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
