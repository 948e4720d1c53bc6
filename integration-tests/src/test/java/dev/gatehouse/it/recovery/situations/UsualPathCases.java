package dev.gatehouse.it.recovery.situations;

import com.microsoft.playwright.Browser;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cases of the usual path, and of what email scanners do to it. */
final class UsualPathCases {

    private static final String SECTION = "The usual case, and link scanners";

    private UsualPathCases() {}

    static List<RecoveryCase> all() {
        return List.of(
                RecoveryCase.of(
                        SECTION,
                        "The link is opened in the browser that requested it",
                        RecoverySetting.USUAL,
                        UsualPathCases::sameBrowser),
                RecoveryCase.of(
                        SECTION,
                        "The back button is pressed after the change",
                        RecoverySetting.USUAL,
                        UsualPathCases::backButton),
                RecoveryCase.of(SECTION, "JavaScript is off", RecoverySetting.USUAL, UsualPathCases::withoutScript),
                RecoveryCase.of(
                        SECTION,
                        "The email can only be read on another device",
                        RecoverySetting.USUAL,
                        UsualPathCases::mailElsewhere),
                RecoveryCase.of(
                        SECTION,
                        "The reset page is called without an app, link opened in the same browser",
                        RecoverySetting.USUAL,
                        play -> withoutApp(play, true)),
                RecoveryCase.of(
                        SECTION,
                        "The reset page is called without an app, link opened in another browser",
                        RecoverySetting.USUAL,
                        play -> withoutApp(play, false)),
                RecoveryCase.of(
                        SECTION,
                        "A scanner calls the link 3 times by HEAD and 8 times by GET, submits its form empty, and calls it between click and submit",
                        RecoverySetting.USUAL,
                        UsualPathCases::scanned),
                RecoveryCase.of(
                        SECTION,
                        "A scanner calls the link 3 times; the user's address is not verified yet",
                        RecoverySetting.VERIFYING,
                        UsualPathCases::scannedUnverified));
    }

    private static RecoveryOutcome sameBrowser(RecoveryPlay play) {
        try (RecoveryWindow window = new RecoveryWindow(play, new Browser.NewContextOptions())) {
            window.ask();
            window.openInNewTab(play.nextLink(0));
            window.choose(RecoveryPlay.NEW_PASSWORD);
            play.note(window.seen());
            boolean isBack = window.goOnToTheApp(RecoveryPlay.NEW_PASSWORD);
            play.note(isBack ? "the app continues where it was" : window.seen());
            play.note("the first tab: " + window.firstTabSeen());
            return play.end(
                    isBack && play.side().isPassword(play.user(), RecoveryPlay.NEW_PASSWORD)
                            ? Rating.FINISHED
                            : Rating.DEAD_END);
        }
    }

    private static RecoveryOutcome backButton(RecoveryPlay play) {
        try (RecoveryWindow window = new RecoveryWindow(play, new Browser.NewContextOptions())) {
            window.ask();
            window.openInNewTab(play.nextLink(0));
            window.choose(RecoveryPlay.NEW_PASSWORD);
            play.note(window.seen());
            window.goBack();
            play.note("back: " + window.seen());
            boolean isSet = play.side().isPassword(play.user(), RecoveryPlay.NEW_PASSWORD);
            return play.end(!isSet ? Rating.DEAD_END : window.hasErrorInTheApp() ? Rating.FLAWED : Rating.FINISHED);
        }
    }

    private static RecoveryOutcome withoutScript(RecoveryPlay play) {
        try (RecoveryWindow window =
                new RecoveryWindow(play, new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            window.ask();
            window.openInNewTab(play.nextLink(0));
            window.choose(RecoveryPlay.NEW_PASSWORD);
            play.note(window.seen());
            return play.end(
                    play.side().isPassword(play.user(), RecoveryPlay.NEW_PASSWORD) ? Rating.FINISHED : Rating.DEAD_END);
        }
    }

    private static RecoveryOutcome mailElsewhere(RecoveryPlay play) {
        HttpBrowser browser = play.browser();
        Page waiting = play.ask(browser);
        String link = play.nextLink(0);
        Optional<String> code = play.side().mails(play.user()).stream()
                .map(play.side()::codeIn)
                .flatMap(Optional::stream)
                .findFirst();
        if (code.isPresent()) {
            return play.note("the code from the email is entered")
                    .finish(play.side().enterCode(waiting, code.get()));
        }
        play.note("no code, so the link is opened on the other device");
        if (!play.submits(play.browser().get(link), RecoveryPlay.NEW_PASSWORD)) {
            return play.end(Rating.DEAD_END);
        }
        return play.note("the browser that requested it is not signed in").end(Rating.STARTS_OVER);
    }

    private static RecoveryOutcome withoutApp(RecoveryPlay play, boolean isSame) {
        HttpBrowser browser = play.browser();
        play.side()
                .enter(
                        browser.get(play.side().server().realmUrl() + "/login-actions/reset-credentials"),
                        play.user().email());
        HttpBrowser other = isSame ? browser : play.browser();
        Page page = other.get(play.nextLink(0));
        if (!play.side().asksForPassword(page)) {
            return play.finish(page);
        }
        Page done = play.side().choose(page, RecoveryPlay.NEW_PASSWORD);
        // The Account Console renders itself; only its URL can be checked.
        boolean isConsole = done.url().contains("/account");
        boolean leadsOn = isConsole || done.isBackInTheApp() || done.hasContinueLink();
        play.note(isConsole ? "the Account Console" : RecoveryPlay.quote(done))
                .note(leadsOn ? "with a link to continue" : "without a link to continue");
        return play.end(
                !play.side().isPassword(play.user(), RecoveryPlay.NEW_PASSWORD)
                        ? Rating.DEAD_END
                        : leadsOn ? Rating.FINISHED : Rating.STARTS_OVER);
    }

    private static RecoveryOutcome scanned(RecoveryPlay play) {
        String link = play.link();
        for (int number = 0; number < 3; number++) {
            play.browser().head(link);
            play.browser().stoppingBefore("/").get(link);
        }
        HttpBrowser keeping = play.browser();
        for (int number = 0; number < 5; number++) {
            keeping.get(link);
        }
        Page opened = play.browser().get(link);
        play.side().choose(opened, "");
        Page page = play.browser().get(link);
        play.browser().get(link);
        play.letEmailsArrive();
        play.note((play.side().mails(play.user()).size() - 1) + " further emails");
        return play.finish(page);
    }

    private static RecoveryOutcome scannedUnverified(RecoveryPlay play) {
        play.admin().update(play.user(), Map.of("emailVerified", false));
        String link = play.link();
        for (int number = 0; number < 3; number++) {
            play.browser().get(link);
        }
        play.letEmailsArrive();
        int more = play.side().mails(play.user()).size() - 1;
        play.note(more + " further emails");
        return more == 0 ? play.finish(play.browser().get(link)) : play.finishOnceVerified(link);
    }
}
