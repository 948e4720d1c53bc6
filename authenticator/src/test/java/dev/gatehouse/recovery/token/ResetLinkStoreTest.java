package dev.gatehouse.recovery.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.keycloak.crypto.RealmSecret;
import dev.gatehouse.keycloak.store.InMemoryStore;
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

/** What becomes of links and of the codes that stand in for them. */
class ResetLinkStoreTest {

    private static final Instant START = Instant.parse("2026-01-05T12:00:00Z");
    private static final SecurityStamp STAMP = new SecurityStamp(17, "hash", 0);

    private final RealmSecret secret = new RealmSecret("kid", new SecretKeySpec("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
    private final InMemoryStore store = new InMemoryStore(START);
    private final MovingClock clock = new MovingClock();
    private final ResetLinkStore links = new ResetLinkStore(store, "realm", clock);
    private final ResetRequestStore asks = new ResetRequestStore(store, "realm", clock);
    private final ResetLink link = new ResetLink("user", STAMP, LinkPurpose.RESET, START, START.plus(Duration.ofHours(1)), new ReturnTarget("app", "uri", "login", "tab"));

    @Test
    void aLinkIsFoundAsItWasMailedAndItsSecretIsNotInTheStore() {
        ResetToken token = links.issue(link);
        assertThat(links.find("/?" + token.printed())).isEqualTo(new ResetLinkState.Open(token, link));
        assertThat(store.everything().toString()).doesNotContain(token.body()).doesNotContain(token.body().toLowerCase(Locale.ROOT));
        assertThat(new ResetLinkStore(store, "another realm", clock).state(token)).isEqualTo(new ResetLinkState.Unknown(token));
        assertThat(links.find("/?utm=1")).isEqualTo(new ResetLinkState.Unreadable());
        assertThat(links.find("/" + ResetToken.mint().printed())).isInstanceOf(ResetLinkState.Unknown.class);
    }

    @Test
    void anOldLinkIsRememberedForADayAndThenForgotten() {
        ResetToken token = links.issue(link);
        moveTo(START.plus(Duration.ofMinutes(61)));
        assertThat(links.state(token)).isEqualTo(new ResetLinkState.Expired(token, link));
        moveTo(START.plus(Duration.ofHours(25).plusSeconds(1)));
        assertThat(links.state(token)).isEqualTo(new ResetLinkState.Unknown(token));
    }

    @Test
    void aLinkKeepsTheStampOfItsAccountAndCanBeRenewed() {
        ResetLink secured = link.with(STAMP.at(new SecuredAt(99)));
        ResetToken token = links.issue(secured);
        assertThat(links.state(token)).isEqualTo(new ResetLinkState.Open(token, secured));
        ResetLink renewed = secured.with(STAMP.at(new SecuredAt(100)));
        links.renew(token, renewed);
        assertThat(links.state(token)).isEqualTo(new ResetLinkState.Open(token, renewed));
    }

    @Test
    @DisplayName("A link that an earlier version has mailed is one of an account that was never secured")
    void aLinkOfAnEarlierVersionIsOfAnAccountNeverSecured() {
        Map<String, String> notes = new HashMap<>(link.notes());
        notes.remove("secured");
        assertThat(ResetLink.of(notes)).contains(link);
    }

    @Test
    @DisplayName("The code in the mail is another once the account is secured, and as before where it never was")
    void theCodeInTheMailDependsOnWhenTheAccountWasSecured() {
        ResetToken page = ResetToken.mint();
        FallbackCode never = FallbackCode.of(secret, page, "user", STAMP);
        assertThat(FallbackCode.of(secret, page, "user", STAMP.at(new SecuredAt(99)))).isNotEqualTo(never);
        assertThat(never).as("computed as by earlier versions")
                .isEqualTo(new FallbackCode(CrockfordBase32.encode(secret.hmac("gatehouse/recovery-code/v1", page.body(), "user", "17", "hash"), 8)));
    }

    @Test
    void ofManyWhoSubmitAtOnceExactlyOneWinsEvenWithDifferentLinks() {
        ResetToken first = links.issue(link);
        ResetToken second = links.issue(link);
        AtomicInteger winners = new AtomicInteger();
        IntStream.range(0, 64).parallel().forEach(number -> {
            if (links.claim(number % 2 == 0 ? first : second, link)) {
                winners.incrementAndGet();
            }
        });
        assertThat(winners).hasValue(1);
    }

    @Test
    void aLinkThatIsGivenBackIsAsGoodAsBefore() {
        ResetToken token = links.issue(link);
        assertThat(links.claim(token, link)).isTrue();
        assertThat(links.state(token)).isInstanceOf(ResetLinkState.Used.class);
        links.giveBack(token, link);
        assertThat(links.state(token)).isEqualTo(new ResetLinkState.Open(token, link));
        assertThat(links.claim(token, link)).isTrue();
    }

    @Test
    void aChangeOvertakesAllLinksThatWereMailedBeforeAndNoneAfter() {
        ResetToken before = links.issue(link);
        moveTo(START.plusSeconds(60));
        links.changed(link);
        assertThat(links.state(before)).isEqualTo(new ResetLinkState.Superseded(before, link));
        moveTo(START.plusSeconds(61));
        ResetLink later = new ResetLink("user", STAMP, LinkPurpose.RESET, clock.instant(), clock.instant().plusSeconds(60), ReturnTarget.NONE);
        ResetToken after = links.issue(later);
        assertThat(links.state(after)).isEqualTo(new ResetLinkState.Open(after, later));
    }

    @Test
    void afterAChangeANewLinkCanBeUsedAtOnceAndAnOlderOneNeverAgain() {
        ResetToken used = links.issue(link);
        ResetToken older = links.issue(link);
        assertThat(links.claim(used, link)).isTrue();
        assertThat(links.claim(older, link)).as("while the password is being changed").isFalse();
        links.changed(link);
        assertThat(links.claim(older, link)).as("although it was looked at before").isFalse();
        ResetLink next = new ResetLink("user", STAMP, LinkPurpose.RESET, START.plusMillis(1), START.plus(Duration.ofHours(1)), link.way());
        assertThat(links.claim(links.issue(next), next)).isTrue();
    }

    @Test
    void aTicketIsGoodForItsLinkForTwoHoursAndCannotBeMadeUp() {
        ResetToken token = ResetToken.mint();
        FormGraceTicket ticket = new FormGraceTicket(secret, token, link);
        String issued = ticket.issue(START);
        assertThat(ticket.isGood(issued, START.plus(Duration.ofHours(2)))).isTrue();
        assertThat(ticket.isGood(issued, START.plus(Duration.ofHours(2).plusSeconds(1)))).isFalse();
        assertThat(new FormGraceTicket(secret, ResetToken.mint(), link).isGood(issued, START)).isFalse();
        String later = issued.replaceFirst("^\\d+", Long.toString(START.plusSeconds(60).getEpochSecond()));
        for (String bad : new String[] {null, "", "-", "x", issued + "0", later, issued.substring(1)}) {
            assertThat(ticket.isGood(bad, START.plusSeconds(120))).as("%s", bad).isFalse();
        }
    }

    @Test
    void aTicketOfABriefLinkIsGoodForTwiceItsLife() {
        ResetLink brief = new ResetLink("user", STAMP, LinkPurpose.RESET, START, START.plusSeconds(15), link.way());
        FormGraceTicket ticket = new FormGraceTicket(secret, ResetToken.mint(), brief);
        String issued = ticket.issue(START.plusSeconds(10));
        assertThat(ticket.isGood(issued, START.plusSeconds(40))).isTrue();
        assertThat(ticket.isGood(issued, START.plusSeconds(41))).isFalse();
    }

    @Test
    void aLoginHasOnePageUntilItIsAskedOn() {
        ReturnTarget way = new ReturnTarget("app", "", "login", "tab");
        ResetRequest first = asks.openOfLogin(secret, way, Optional.empty(), LinkPurpose.RESET);
        assertThat(asks.openOfLogin(secret, way, Optional.of(new ResetRequest.Hint("a@b.c")), LinkPurpose.RESET).page()).isEqualTo(first.page());
        assertThat(asks.openOfLogin(secret, new ReturnTarget("app", "", "login", "another tab"), Optional.empty(), LinkPurpose.RESET).page()).isNotEqualTo(first.page());
        asks.keep(first.asking(new ResetRequest.Account("user"), START));
        ResetRequest second = asks.openOfLogin(secret, way, Optional.empty(), LinkPurpose.RESET);
        assertThat(second.page()).isNotEqualTo(first.page());
        assertThat(asks.find(first.page().printed()).flatMap(ResetRequest::askedAt)).as("what was asked stays").isPresent();
        assertThat(asks.openOfLogin(secret, way, Optional.empty(), LinkPurpose.RESET).page()).isEqualTo(second.page());
    }

    @Test
    void aCodeIsReadHoweverItIsTypedAndTriedFiveTimesWhetherOneIsExpectedOrNot() {
        ResetRequest ask = asks.open(ReturnTarget.NONE, Optional.of(new ResetRequest.Hint("a@b.c")), LinkPurpose.RESET);
        FallbackCode code = FallbackCode.of(secret, ask.page(), "user", STAMP);
        assertThat(code.printed()).matches("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}");
        asks.expect(ask.page(), link, code);
        assertThat(store.everything().toString()).doesNotContain(code.characters()).doesNotContain(ask.page().body());
        assertThat(asks.recognise(ask.page(), " " + code.printed().toLowerCase(Locale.ROOT).replace("-", " \u2013 "))).contains(link);
        assertThat(asks.recognise(ask.page(), code.characters().substring(1) + "0")).isEmpty();
        assertThat(asks.recognise(ResetToken.mint(), code.printed())).as("on another page").isEmpty();
        assertThat(asks.spend(ask.page())).isTrue();
        assertThat(asks.spend(ask.page())).isFalse();
        ResetToken nobody = ResetToken.mint();
        for (ResetToken page : new ResetToken[] {ask.page(), nobody}) {
            assertThat(IntStream.range(0, 9).filter(number -> asks.takeTry(page)).count()).isEqualTo(5);
            assertThat(asks.canTry(page)).isFalse();
        }
    }

    @Test
    void aPageRemembersWhatWasAskedOnIt() {
        ResetRequest ask = asks.open(new ReturnTarget("app", "", "login", "tab"), Optional.empty(), LinkPurpose.CHANGE);
        assertThat(asks.find("/forgot/" + ask.page().printed())).contains(ask);
        ResetRequest asking = ask.asking(new ResetRequest.Account("user"), START);
        asks.keep(asking);
        assertThat(asks.find(ask.page().printed())).contains(asking);
        assertThat(asks.find("/forgot")).isEmpty();
    }

    @Test
    void aPageThatNobodyAsksOnIsSoonForgotten() {
        ResetRequest opened = asks.open(ReturnTarget.NONE, Optional.empty(), LinkPurpose.RESET);
        ResetRequest asked = ResetRequest.begun(ReturnTarget.NONE, Optional.empty(), LinkPurpose.RESET).asking(new ResetRequest.Account("user"), START);
        assertThat(asks.find(asked.page().printed())).as("not kept before it is asked on").isEmpty();
        asks.keep(asked);
        moveTo(START.plus(Duration.ofMinutes(61)));
        assertThat(asks.find(opened.page().printed())).isEmpty();
        assertThat(asks.find(asked.page().printed())).contains(asked);
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
