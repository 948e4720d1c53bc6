package dev.gatehouse.it.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.attacks.RealmCopies;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.ServerClock;
import dev.gatehouse.testsupport.server.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Verifies what people meet over months, in a realm of a real server whose clock is moved. */
class DailyUseTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final String APP = "workspace";
    private static final String OFFICE = "130.89.3.20";
    private static final int WORKDAYS = 5;
    private static final int WEEK = 7;

    private final TestServer shared = TestServer.shared();
    private final RealmCopies copies =
            RealmCopies.ofThisBuild("127.0.0.1", shared.inbox().smtpPort());
    private TestServer server;
    private ServerClock clock;

    @BeforeEach
    void addARealm() {
        server = copies.add(shared);
        server.admin().realm(Map.of("passwordPolicy", "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)"));
        clock = ServerClock.of(shared);
    }

    @AfterEach
    void removeTheRealm() {
        clock.close();
        copies.remove(server);
    }

    @Test
    @DisplayName("A device in daily use is still known on day 120, one that was away for longer than its life is not")
    void aDeviceInDailyUseStaysKnown() {
        Admin.User user = server.admin().newUser("agent");
        HttpBrowser daily = server.newBrowser().from(OFFICE);
        HttpBrowser forgotten = server.newBrowser().from(OFFICE);
        daily.loginCompletely(APP, user);
        server.passTheEmailGap(user);
        forgotten.loginCompletely(APP, user);
        assertThat(server.inbox().messages(user.email())).hasSize(2);
        for (int day = 1; day <= 120; day++) {
            clock.advance(DAY);
            assertThat(daily.signOut().login(APP, user).tokens().get("amr").toString())
                    .as("day %d", day)
                    .isEqualTo("[\"pwd\",\"known-device\"]");
        }
        assertThat(forgotten.signOut().login(APP, user).tokens().get("amr").toString())
                .as("from where its owner always is")
                .doesNotContain("known-device");
    }

    @Test
    @DisplayName("In a realm of ten people at most one login in twenty is challenged over eight weeks, and thieves are")
    void aRealmOfTenPeople() {
        List<Member> team = new ArrayList<>();
        for (int number = 0; number < 10; number++) {
            team.add(new Member(number, server.admin().newUser("agent")));
        }
        int logins = 0;
        List<Integer> challengedInWeek = new ArrayList<>();
        int thieves = 0;
        int thievesChallenged = 0;
        for (int week = 0; week < 8; week++) {
            int challenged = 0;
            for (int day = 0; day < WEEK; day++) {
                clock.advance(DAY);
                for (Member member : day < WORKDAYS ? team : List.<Member>of()) {
                    challenged += member.login() ? 1 : 0;
                    logins++;
                }
            }
            challengedInWeek.add(challenged);
            for (Member member : week % 2 == 1 ? team : List.<Member>of()) {
                thieves += 1;
                thievesChallenged += member.isThiefChallenged() ? 1 : 0;
            }
        }
        System.out.printf(
                "realm of ten: %d logins, challenged by week %s; %d of %d thieves challenged%n",
                logins, challengedInWeek, thievesChallenged, thieves);
        assertThat(challengedInWeek.stream().mapToInt(Integer::intValue).sum())
                .as("of %d logins, by week %s", logins, challengedInWeek)
                .isLessThanOrEqualTo(logins / 20);
        assertThat(challengedInWeek.subList(2, 8))
                .as("codes of a week, once everybody is known")
                .allSatisfy(codes -> assertThat(codes).isLessThanOrEqualTo(3));
        assertThat(thievesChallenged).as("of %d thieves", thieves).isEqualTo(thieves);
    }

    /** A member of a team: mostly in the office, else at home, now and then on the move by a phone. */
    private final class Member {

        private final Random random;
        private final Admin.User user;
        private final String home;
        private final HttpBrowser laptop = server.newBrowser();
        private final HttpBrowser phone = server.newBrowser().as(HttpBrowser.SAFARI);

        private Member(int number, Admin.User user) {
            this.random = new Random(number);
            this.user = user;
            this.home = "145.10" + number % 4 + "." + number + ".7";
        }

        /** Whether the login of a day was challenged. */
        private boolean login() {
            double where = random.nextDouble();
            // Whether a code can be sent again depends on the time of the machine, which is not moved.
            server.passTheEmailGap(user);
            HttpBrowser browser = where < 0.9
                    ? laptop.from(where < 0.6 ? OFFICE : home)
                    : phone.from("145.53." + random.nextInt(60) + "." + random.nextInt(1, 250));
            Page page = browser.signOut().login(APP, user);
            boolean isChallenged = page.asksForCode();
            if (isChallenged) {
                page = page.enterCode(Codes.latest(server, user));
            }
            page.tokens();
            return isChallenged;
        }

        /** Whether somebody with the password is challenged, in another network of the country. */
        private boolean isThiefChallenged() {
            server.passTheEmailGap(user);
            return server.newBrowser()
                    .as(
                            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36")
                    .from("193.0.6.139")
                    .login(APP, user)
                    .asksForCode();
        }
    }
}
