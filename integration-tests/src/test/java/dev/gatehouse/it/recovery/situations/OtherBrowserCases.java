package dev.gatehouse.it.recovery.situations;

import com.microsoft.playwright.Browser;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Cases in which the link is opened in another browser, by others, more than once, or late. */
final class OtherBrowserCases {

    private static final String WHERE = "Other browsers and cookies";
    private static final String WHEN = "Several links, several times, late";
    private static final String OTHER_PASSWORD = "L4ter!Password";

    private OtherBrowserCases() {}

    static List<RecoveryCase> all() {
        return Stream.concat(where(), when()).toList();
    }

    private static Stream<RecoveryCase> where() {
        return Stream.of(
                elsewhere("Another browser, or a private window", RecoveryPlay::browser),
                elsewhere(
                        "A browser in which a login to the same app has been begun",
                        play -> begun(play, RecoveryPlay.APP)),
                elsewhere("A browser in which a login to another app has been begun", play -> begun(play, "dashboard")),
                elsewhere("A browser whose cookies are garbage", OtherBrowserCases::garbage),
                elsewhere("A browser in which another user had signed in and out", OtherBrowserCases::signedOut),
                elsewhere("A browser in which the same user is signed in", play -> play.signedIn(play.user())),
                elsewhere(
                                "A browser in which another user is signed in",
                                play -> play.signedIn(play.admin().newUser("agent")))
                        .worst(5),
                RecoveryCase.of(
                        WHERE,
                        "The login that requested the link has timed out",
                        RecoverySetting.BRIEF_LOGINS,
                        play -> {
                            HttpBrowser browser = play.browser();
                            String link = play.linkFor(browser);
                            play.outlastBrief();
                            return play.finish(browser.get(link));
                        }));
    }

    private static RecoveryCase elsewhere(String situation, Function<RecoveryPlay, HttpBrowser> browser) {
        return RecoveryCase.of(WHERE, situation, RecoverySetting.USUAL, play -> {
            String link = play.link();
            return play.finish(browser.apply(play).get(link));
        });
    }

    private static Stream<RecoveryCase> when() {
        return Stream.of(
                RecoveryCase.of(WHEN, "Two emails, the older link is opened", RecoverySetting.USUAL, play -> {
                    String older = play.link();
                    play.link();
                    return play.finish(play.browser().get(older));
                }),
                RecoveryCase.of(WHEN, "Two emails, the newer link is opened", RecoverySetting.USUAL, play -> {
                    play.link();
                    return play.finish(play.browser().get(play.link()));
                }),
                RecoveryCase.of(
                                WHEN,
                                "An older link after the password was changed by a newer one",
                                RecoverySetting.USUAL,
                                play -> {
                                    String older = play.link();
                                    play.side().choose(play.browser().get(play.link()), RecoveryPlay.NEW_PASSWORD);
                                    return dead(play, older);
                                })
                        .worst(9),
                RecoveryCase.of(WHEN, "A link after an admin has set another password", RecoverySetting.USUAL, play -> {
                    String link = play.link();
                    play.admin().setPassword(play.user(), "ByAnAdm1n!");
                    return dead(play, link);
                }),
                RecoveryCase.of(WHEN, "A link is opened again after it was used", RecoverySetting.USUAL, play -> {
                            String link = play.link();
                            play.side().choose(play.browser().get(link), RecoveryPlay.NEW_PASSWORD);
                            return play.finish(play.browser().get(link), OTHER_PASSWORD);
                        })
                        .worst(6),
                RecoveryCase.of(WHEN, "Two devices have opened the link, both submit", RecoverySetting.USUAL, play -> {
                    String link = play.link();
                    Page one = play.browser().get(link);
                    Page two = play.browser().get(link);
                    play.side().choose(one, RecoveryPlay.NEW_PASSWORD);
                    return play.finish(play.side().choose(two, OTHER_PASSWORD), OTHER_PASSWORD);
                }),
                RecoveryCase.of(
                        WHEN,
                        "The link has expired, same browser",
                        RecoverySetting.BRIEF_LINKS,
                        play -> expired(play, play.browser(), true)),
                RecoveryCase.of(
                        WHEN,
                        "The link has expired, another browser",
                        RecoverySetting.BRIEF_LINKS,
                        play -> expired(play, play.browser(), false)),
                RecoveryCase.of(
                        WHEN,
                        "The link has expired, a browser in which the same user is signed in",
                        RecoverySetting.BRIEF_LINKS,
                        play -> expired(play, play.signedIn(play.user()), false)),
                RecoveryCase.of(
                                WHEN,
                                "The link is opened in time, the form submitted after the link has expired",
                                RecoverySetting.BRIEF_LINKS,
                                play -> {
                                    Page page = play.browser().get(play.link());
                                    play.outlastBrief();
                                    return play.finish(page);
                                })
                        .worst(3),
                RecoveryCase.of(
                                WHEN,
                                "The form stays open longer than Keycloak's lifespan of user actions",
                                RecoverySetting.BRIEF_FORMS,
                                OtherBrowserCases::leftOpen)
                        .worst(4),
                RecoveryCase.of(
                        WHEN,
                        "The login behind the form is gone before it is submitted, another browser",
                        RecoverySetting.BRIEF_LOGINS,
                        play -> {
                            Page page = play.browser().get(play.link());
                            play.outlastBrief();
                            return play.finish(page);
                        }));
    }

    private static HttpBrowser begun(RecoveryPlay play, String app) {
        HttpBrowser browser = play.browser();
        browser.open(app);
        return browser;
    }

    private static HttpBrowser garbage(RecoveryPlay play) {
        HttpBrowser browser = begun(play, RecoveryPlay.APP);
        browser.cookies().replaceAll((name, value) -> "garbage");
        browser.cookies()
                .putAll(Map.of(
                        "KC_RESTART", "garbage", "AUTH_SESSION_ID", "garbage.node", "KEYCLOAK_IDENTITY", "garbage"));
        return browser;
    }

    private static HttpBrowser signedOut(RecoveryPlay play) {
        Admin.User other = play.admin().newUser("agent");
        HttpBrowser browser = play.signedIn(other);
        play.admin().send("POST", "/users/" + other.id() + "/logout", Map.of());
        return browser;
    }

    /** A link that must no longer open the form, whoever has it. */
    private static RecoveryOutcome dead(RecoveryPlay play, String link) {
        Page page = play.browser().get(link);
        if (play.side().asksForPassword(page)) {
            boolean changes = play.submits(page, OTHER_PASSWORD);
            return play.note(changes ? "the old link has changed the password" : "the old link opens the form")
                    .end(Rating.FLAWED);
        }
        return play.finish(page, OTHER_PASSWORD);
    }

    private static RecoveryOutcome expired(RecoveryPlay play, HttpBrowser browser, boolean isSame) {
        String link = play.linkFor(isSame ? browser : play.browser());
        play.outlastBrief();
        return play.finish(browser.get(link));
    }

    private static RecoveryOutcome leftOpen(RecoveryPlay play) {
        try (Admin.Restore brief =
                        play.side() instanceof GatehouseSide ? play.side().linkLifetime(RecoverySide.BRIEF) : () -> {};
                RecoveryWindow window = new RecoveryWindow(play, new Browser.NewContextOptions())) {
            window.ask();
            window.openInNewTab(play.nextLink(0));
            window.type(RecoveryPlay.NEW_PASSWORD);
            play.outlastBrief();
            window.submitPassword();
            play.note(window.seen());
            if (play.side().isPassword(play.user(), RecoveryPlay.NEW_PASSWORD)) {
                return play.end(Rating.FINISHED);
            }
            return play.startOver(play.browser(), RecoveryPlay.NEW_PASSWORD);
        }
    }
}
