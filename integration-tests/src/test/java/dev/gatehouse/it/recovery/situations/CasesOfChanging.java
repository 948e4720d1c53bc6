package dev.gatehouse.it.recovery.situations;

import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import java.util.List;
import java.util.Map;

/** Somebody who is signed in wants another password, and what a change does to everything else. */
final class CasesOfChanging {

    private static final String SECTION = "Changing it while signed in, and what a change does";

    private CasesOfChanging() {}

    static List<RecoveryCase> all() {
        return List.of(
                RecoveryCase.of(SECTION, "Somebody at another person's open session sets a new password", RecoverySetting.UNASKED, play -> {
                    HttpBrowser browser = play.signedIn(play.user());
                    Page page = browser.open(RecoveryPlay.APP, "kc_action=UPDATE_PASSWORD");
                    play.note(page);
                    if (play.side().asksForPassword(page)) {
                        play.side().choose(page, RecoveryPlay.NEW_PASSWORD);
                    }
                    boolean isChanged = play.side().isPassword(play.user(), RecoveryPlay.NEW_PASSWORD);
                    return play.note(isChanged ? "changed, with neither the old password nor a mail" : "nothing changes without the mail").endWell(!isChanged);
                }),
                RecoveryCase.of(SECTION, "The person changes it from an app: what is shown at the end", RecoverySetting.UNASKED, play -> {
                    Page page = play.side().change(play.signedIn(play.user()), play.user());
                    Page done = play.side().choose(page, RecoveryPlay.NEW_PASSWORD);
                    return play.note(done).end(play.side().isPassword(play.user(), RecoveryPlay.NEW_PASSWORD) ? Mark.FINISHED : Mark.DEAD_END);
                }),
                RecoveryCase.of(SECTION, "Sessions in other browsers after a reset, the box left as it is", RecoverySetting.UNASKED, play -> {
                    HttpBrowser other = play.signedIn(play.user());
                    Page page = play.browser().get(play.link());
                    play.note("the box is " + (play.side().isSignOutTicked(page) ? "ticked" : "not ticked"));
                    play.side().choose(page, RecoveryPlay.NEW_PASSWORD);
                    boolean isOver = !other.refresh().text().contains("access_token");
                    return play.note(isOver ? "they end" : "they stay").endWell(isOver);
                }).worst(9),
                RecoveryCase.of(SECTION, "Offline tokens after a reset, the box left as it is", RecoverySetting.UNASKED, play -> {
                    HttpBrowser other = play.browser();
                    other.open(RecoveryPlay.APP, "scope=openid%20offline_access").enterPassword(play.user().email(), Admin.PASSWORD).tokens();
                    play.side().choose(play.browser().get(play.link()), RecoveryPlay.NEW_PASSWORD);
                    boolean isOver = !other.refresh().text().contains("access_token");
                    return play.note(isOver ? "they end" : "they stay good").endWell(isOver);
                }),
                RecoveryCase.of(SECTION, "A password that is refused, the box ticked: sessions in other browsers", RecoverySetting.UNASKED, play -> {
                    play.signedIn(play.user());
                    Page refused = play.side().choose(play.browser().get(play.link()), "abc", true);
                    int sessions = play.side().sessions(play.user());
                    return play.flawedIf(sessions == 0, play.note(refused).note(sessions == 0 ? "they end all the same" : "they stay").finish(refused));
                }).worst(10),
                RecoveryCase.of(SECTION, "A mail tells of the change", RecoverySetting.UNASKED, CasesOfChanging::notices),
                RecoveryCase.of(SECTION, "The same with Keycloak's listener that mails events", RecoverySetting.ALONE, play -> {
                    try (Admin.Restore mailing = play.admin().realm(Map.of("eventsListeners", List.of("jboss-logging", "email")))) {
                        return notices(play);
                    }
                }));
    }

    private static RecoveryOutcome notices(RecoveryPlay play) {
        Page page = play.browser().get(play.link());
        int before = play.side().mails(play.user()).size();
        play.side().choose(page, RecoveryPlay.NEW_PASSWORD);
        play.letMailsArrive();
        int notices = play.side().mails(play.user()).size() - before;
        List<String> subjects = play.side().mails(play.user()).stream().limit(notices).map(Mail::subject).sorted().toList();
        return play.note(notices == 0 ? "none" : notices + ": “" + String.join("”, “", subjects) + "”").endWell(notices == 1);
    }
}
