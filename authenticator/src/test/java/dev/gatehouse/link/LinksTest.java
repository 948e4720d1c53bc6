package dev.gatehouse.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.account.AccountStamp;
import dev.gatehouse.crypto.RealmSecret;
import dev.gatehouse.profile.SecuredAt;
import dev.gatehouse.store.InMemoryStore;
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
class LinksTest {

    private static final Instant START = Instant.parse("2026-01-05T12:00:00Z");
    private static final AccountStamp STAMP = new AccountStamp(17, "hash", 0);

    private final RealmSecret secret = new RealmSecret("kid", new SecretKeySpec("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
    private final InMemoryStore store = new InMemoryStore(START);
    private final MovingClock clock = new MovingClock();
    private final Links links = new Links(store, "realm", clock);
    private final Asks asks = new Asks(store, "realm", clock);
    private final Link link = new Link("user", STAMP, Purpose.RESET, START, START.plus(Duration.ofHours(1)), new Way("app", "uri", "login", "tab"));

    @Test
    void aLinkIsFoundAsItWasMailedAndItsSecretIsNotInTheStore() {
        LinkToken token = links.issue(link);
        assertThat(links.find("/?" + token.printed())).isEqualTo(new LinkState.Open(token, link));
        assertThat(store.everything().toString()).doesNotContain(token.body()).doesNotContain(token.body().toLowerCase(Locale.ROOT));
        assertThat(new Links(store, "another realm", clock).state(token)).isEqualTo(new LinkState.Unknown(token));
        assertThat(links.find("/?utm=1")).isEqualTo(new LinkState.Unreadable());
        assertThat(links.find("/" + LinkToken.mint().printed())).isInstanceOf(LinkState.Unknown.class);
    }

    @Test
    void anOldLinkIsRememberedForADayAndThenForgotten() {
        LinkToken token = links.issue(link);
        moveTo(START.plus(Duration.ofMinutes(61)));
        assertThat(links.state(token)).isEqualTo(new LinkState.Expired(token, link));
        moveTo(START.plus(Duration.ofHours(25).plusSeconds(1)));
        assertThat(links.state(token)).isEqualTo(new LinkState.Unknown(token));
    }

    @Test
    void aLinkKeepsTheStampOfItsAccountAndCanBeRenewed() {
        Link secured = link.with(STAMP.at(new SecuredAt(99)));
        LinkToken token = links.issue(secured);
        assertThat(links.state(token)).isEqualTo(new LinkState.Open(token, secured));
        Link renewed = secured.with(STAMP.at(new SecuredAt(100)));
        links.renew(token, renewed);
        assertThat(links.state(token)).isEqualTo(new LinkState.Open(token, renewed));
    }

    @Test
    @DisplayName("A link that an earlier version has mailed is one of an account that was never secured")
    void aLinkOfAnEarlierVersionIsOfAnAccountNeverSecured() {
        Map<String, String> notes = new HashMap<>(link.notes());
        notes.remove("secured");
        assertThat(Link.of(notes)).contains(link);
    }

    @Test
    @DisplayName("The code in the mail is another once the account is secured, and as before where it never was")
    void theCodeInTheMailDependsOnWhenTheAccountWasSecured() {
        LinkToken page = LinkToken.mint();
        FallbackCode never = FallbackCode.of(secret, page, "user", STAMP);
        assertThat(FallbackCode.of(secret, page, "user", STAMP.at(new SecuredAt(99)))).isNotEqualTo(never);
        assertThat(never).as("computed as by earlier versions")
                .isEqualTo(new FallbackCode(Base32.encode(secret.hmac("gatehouse/recovery-code/v1", page.body(), "user", "17", "hash"), 8)));
    }

    @Test
    void ofManyWhoSubmitAtOnceExactlyOneWinsEvenWithDifferentLinks() {
        LinkToken first = links.issue(link);
        LinkToken second = links.issue(link);
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
        LinkToken token = links.issue(link);
        assertThat(links.claim(token, link)).isTrue();
        assertThat(links.state(token)).isInstanceOf(LinkState.Used.class);
        links.giveBack(token, link);
        assertThat(links.state(token)).isEqualTo(new LinkState.Open(token, link));
        assertThat(links.claim(token, link)).isTrue();
    }

    @Test
    void aChangeOvertakesAllLinksThatWereMailedBeforeAndNoneAfter() {
        LinkToken before = links.issue(link);
        moveTo(START.plusSeconds(60));
        links.changed(link);
        assertThat(links.state(before)).isEqualTo(new LinkState.Overtaken(before, link));
        moveTo(START.plusSeconds(61));
        Link later = new Link("user", STAMP, Purpose.RESET, clock.instant(), clock.instant().plusSeconds(60), Way.NONE);
        LinkToken after = links.issue(later);
        assertThat(links.state(after)).isEqualTo(new LinkState.Open(after, later));
    }

    @Test
    void afterAChangeANewLinkCanBeUsedAtOnceAndAnOlderOneNeverAgain() {
        LinkToken used = links.issue(link);
        LinkToken older = links.issue(link);
        assertThat(links.claim(used, link)).isTrue();
        assertThat(links.claim(older, link)).as("while the password is being changed").isFalse();
        links.changed(link);
        assertThat(links.claim(older, link)).as("although it was looked at before").isFalse();
        Link next = new Link("user", STAMP, Purpose.RESET, START.plusMillis(1), START.plus(Duration.ofHours(1)), link.way());
        assertThat(links.claim(links.issue(next), next)).isTrue();
    }

    @Test
    void aTicketIsGoodForItsLinkForTwoHoursAndCannotBeMadeUp() {
        LinkToken token = LinkToken.mint();
        OpenedTicket ticket = new OpenedTicket(secret, token, link);
        String issued = ticket.issue(START);
        assertThat(ticket.isGood(issued, START.plus(Duration.ofHours(2)))).isTrue();
        assertThat(ticket.isGood(issued, START.plus(Duration.ofHours(2).plusSeconds(1)))).isFalse();
        assertThat(new OpenedTicket(secret, LinkToken.mint(), link).isGood(issued, START)).isFalse();
        String later = issued.replaceFirst("^\\d+", Long.toString(START.plusSeconds(60).getEpochSecond()));
        for (String bad : new String[] {null, "", "-", "x", issued + "0", later, issued.substring(1)}) {
            assertThat(ticket.isGood(bad, START.plusSeconds(120))).as("%s", bad).isFalse();
        }
    }

    @Test
    void aTicketOfABriefLinkIsGoodForTwiceItsLife() {
        Link brief = new Link("user", STAMP, Purpose.RESET, START, START.plusSeconds(15), link.way());
        OpenedTicket ticket = new OpenedTicket(secret, LinkToken.mint(), brief);
        String issued = ticket.issue(START.plusSeconds(10));
        assertThat(ticket.isGood(issued, START.plusSeconds(40))).isTrue();
        assertThat(ticket.isGood(issued, START.plusSeconds(41))).isFalse();
    }

    @Test
    void aLoginHasOnePageUntilItIsAskedOn() {
        Way way = new Way("app", "", "login", "tab");
        Ask first = asks.openOfLogin(secret, way, Optional.empty(), Purpose.RESET);
        assertThat(asks.openOfLogin(secret, way, Optional.of(new Ask.Hint("a@b.c")), Purpose.RESET).page()).isEqualTo(first.page());
        assertThat(asks.openOfLogin(secret, new Way("app", "", "login", "another tab"), Optional.empty(), Purpose.RESET).page()).isNotEqualTo(first.page());
        asks.keep(first.asking(new Ask.Account("user"), START));
        Ask second = asks.openOfLogin(secret, way, Optional.empty(), Purpose.RESET);
        assertThat(second.page()).isNotEqualTo(first.page());
        assertThat(asks.find(first.page().printed()).flatMap(Ask::askedAt)).as("what was asked stays").isPresent();
        assertThat(asks.openOfLogin(secret, way, Optional.empty(), Purpose.RESET).page()).isEqualTo(second.page());
    }

    @Test
    void aCodeIsReadHoweverItIsTypedAndTriedFiveTimesWhetherOneIsExpectedOrNot() {
        Ask ask = asks.open(Way.NONE, Optional.of(new Ask.Hint("a@b.c")), Purpose.RESET);
        FallbackCode code = FallbackCode.of(secret, ask.page(), "user", STAMP);
        assertThat(code.printed()).matches("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}");
        asks.expect(ask.page(), link, code);
        assertThat(store.everything().toString()).doesNotContain(code.characters()).doesNotContain(ask.page().body());
        assertThat(asks.recognise(ask.page(), " " + code.printed().toLowerCase(Locale.ROOT).replace("-", " \u2013 "))).contains(link);
        assertThat(asks.recognise(ask.page(), code.characters().substring(1) + "0")).isEmpty();
        assertThat(asks.recognise(LinkToken.mint(), code.printed())).as("on another page").isEmpty();
        assertThat(asks.spend(ask.page())).isTrue();
        assertThat(asks.spend(ask.page())).isFalse();
        LinkToken nobody = LinkToken.mint();
        for (LinkToken page : new LinkToken[] {ask.page(), nobody}) {
            assertThat(IntStream.range(0, 9).filter(number -> asks.takeTry(page)).count()).isEqualTo(5);
            assertThat(asks.canTry(page)).isFalse();
        }
    }

    @Test
    void aPageRemembersWhatWasAskedOnIt() {
        Ask ask = asks.open(new Way("app", "", "login", "tab"), Optional.empty(), Purpose.CHANGE);
        assertThat(asks.find("/forgot/" + ask.page().printed())).contains(ask);
        Ask asking = ask.asking(new Ask.Account("user"), START);
        asks.keep(asking);
        assertThat(asks.find(ask.page().printed())).contains(asking);
        assertThat(asks.find("/forgot")).isEmpty();
    }

    @Test
    void aPageThatNobodyAsksOnIsSoonForgotten() {
        Ask opened = asks.open(Way.NONE, Optional.empty(), Purpose.RESET);
        Ask asked = Ask.begun(Way.NONE, Optional.empty(), Purpose.RESET).asking(new Ask.Account("user"), START);
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
