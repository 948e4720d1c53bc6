package dev.gatehouse.it.recovery.situations;

import dev.gatehouse.demo.keycloak.Ports;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.mail.SlowMailServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Cases in which the mail server fails during the request, and works again afterwards. */
final class MailServerCases {

    private static final String SECTION = "Mail servers that do not work";
    private static final Duration AT_ONCE = Duration.ofSeconds(2);
    /** Longer than an email waits before the next attempt to send it. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private MailServerCases() {}

    static List<RecoveryCase> all() {
        return List.of(
                broken(
                        "It refuses the connection",
                        side -> SlowMailServer.at(side.admin(), "127.0.0.1", Ports.anyFree())),
                broken("Its name is unknown", side -> SlowMailServer.at(side.admin(), "mail.invalid", 25)),
                broken("None is configured", side -> side.admin().realm(Map.of("smtpServer", Map.of()))),
                broken(
                        "It accepts the connection and never answers",
                        side -> new SlowMailServer(side.server(), SlowMailServer.FOR_EVER)),
                broken(
                        "It takes 8 seconds for each reply",
                        side -> new SlowMailServer(side.server(), Duration.ofSeconds(8))));
    }

    private interface Broken {

        AutoCloseable in(RecoverySide side) throws Exception;
    }

    private static RecoveryCase broken(String situation, Broken broken) {
        return RecoveryCase.of(SECTION, situation, RecoverySetting.ALONE, play -> {
            HttpBrowser browser = play.browser();
            Page form = play.side().forgot(browser, RecoveryPlay.APP, play.user());
            Page answer;
            try (AutoCloseable meanwhile = broken.in(play.side())) {
                Instant start = Instant.now();
                answer = play.side().enter(form, play.user().email());
                Duration time = Duration.between(start, Instant.now());
                play.note(
                                time.compareTo(AT_ONCE) < 0
                                        ? "answered at once"
                                        : "answered after " + Math.round(time.toMillis() / 1000.0) + " s")
                        .note(answer);
            }
            boolean isPromised = answer.text().contains("should receive an email")
                    || answer.text().contains("an email is on its way");
            Instant latest = Instant.now().plus(PATIENCE);
            while (play.side().links(play.user()).isEmpty() && Instant.now().isBefore(latest)) {
                RecoveryPlay.sleep(Duration.ofMillis(200));
            }
            if (!play.side().links(play.user()).isEmpty()) {
                return play.note("the email arrives")
                        .finish(browser.get(play.side().links(play.user()).get(0)));
            }
            play.note(isPromised ? "the promised email never arrives" : "no email was promised");
            RecoveryOutcome outcome = play.startOver(browser, RecoveryPlay.NEW_PASSWORD);
            return outcome.mark() == Rating.STARTS_OVER && !isPromised
                    ? new RecoveryOutcome(Rating.FINISHED, outcome.seen())
                    : outcome;
        });
    }
}
