package dev.gatehouse.it.recovery.situations;

import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import java.util.List;
import java.util.Map;

/** Cases in which a signed-in user changes the password, and what the change does to everything else. */
final class PasswordChangeCases {

    private static final String SECTION = "Changing the password while signed in, and the effects of a change";

    private PasswordChangeCases() {}

    static List<RecoveryCase> all() {
        return List.of(
                RecoveryCase.of(
                        SECTION,
                        "Another person sets a new password in a user's open session",
                        RecoverySetting.UNASKED,
                        play -> {
                            HttpBrowser browser = play.signedIn(play.user());
                            Page page = browser.open(RecoveryPlay.APP, "kc_action=UPDATE_PASSWORD");
                            play.note(page);
                            if (play.side().asksForPassword(page)) {
                                play.side().choose(page, RecoveryPlay.NEW_PASSWORD);
                            }
                            boolean isChanged = play.side().isPassword(play.user(), RecoveryPlay.NEW_PASSWORD);
                            return play.note(
                                            isChanged
                                                    ? "changed, with neither the old password nor an email"
                                                    : "nothing changes without the email")
                                    .endWell(!isChanged);
                        }),
                RecoveryCase.of(
                        SECTION, "The user changes it from an app: the last page", RecoverySetting.UNASKED, play -> {
                            Page page = play.side().change(play.signedIn(play.user()), play.user());
                            Page done = play.side().choose(page, RecoveryPlay.NEW_PASSWORD);
                            return play.note(done)
                                    .end(
                                            play.side().isPassword(play.user(), RecoveryPlay.NEW_PASSWORD)
                                                    ? Rating.FINISHED
                                                    : Rating.DEAD_END);
                        }),
                RecoveryCase.of(
                                SECTION,
                                "Sessions in other browsers after a reset, the box left as it is",
                                RecoverySetting.UNASKED,
                                play -> {
                                    HttpBrowser other = play.signedIn(play.user());
                                    Page page = play.browser().get(play.link());
                                    play.note("the box is "
                                            + (play.side().isSignOutTicked(page) ? "ticked" : "not ticked"));
                                    play.side().choose(page, RecoveryPlay.NEW_PASSWORD);
                                    boolean isOver = !other.refresh().text().contains("access_token");
                                    return play.note(isOver ? "they end" : "they stay")
                                            .endWell(isOver);
                                })
                        .worst(9),
                RecoveryCase.of(
                        SECTION,
                        "Offline tokens after a reset, the box left as it is",
                        RecoverySetting.UNASKED,
                        play -> {
                            HttpBrowser other = play.browser();
                            other.open(RecoveryPlay.APP, "scope=openid%20offline_access")
                                    .enterPassword(play.user().email(), Admin.PASSWORD)
                                    .tokens();
                            play.side().choose(play.browser().get(play.link()), RecoveryPlay.NEW_PASSWORD);
                            boolean isOver = !other.refresh().text().contains("access_token");
                            return play.note(isOver ? "they end" : "they stay valid")
                                    .endWell(isOver);
                        }),
                RecoveryCase.of(
                                SECTION,
                                "A password that is refused, the box ticked: sessions in other browsers",
                                RecoverySetting.UNASKED,
                                play -> {
                                    play.signedIn(play.user());
                                    Page refused =
                                            play.side().choose(play.browser().get(play.link()), "abc", true);
                                    int sessions = play.side().sessions(play.user());
                                    return play.flawedIf(
                                            sessions == 0,
                                            play.note(refused)
                                                    .note(sessions == 0 ? "they end nevertheless" : "they stay")
                                                    .finish(refused));
                                })
                        .worst(10),
                RecoveryCase.of(
                        SECTION, "An email reports the change", RecoverySetting.UNASKED, PasswordChangeCases::notices),
                RecoveryCase.of(
                        SECTION,
                        "The same with Keycloak's listener that emails events",
                        RecoverySetting.ALONE,
                        play -> {
                            try (Admin.Restore mailing =
                                    play.admin().realm(Map.of("eventsListeners", List.of("jboss-logging", "email")))) {
                                return notices(play);
                            }
                        }));
    }

    private static RecoveryOutcome notices(RecoveryPlay play) {
        Page page = play.browser().get(play.link());
        int before = play.side().mails(play.user()).size();
        play.side().choose(page, RecoveryPlay.NEW_PASSWORD);
        play.letEmailsArrive();
        int notices = play.side().mails(play.user()).size() - before;
        List<String> subjects = play.side().mails(play.user()).stream()
                .limit(notices)
                .map(Mail::subject)
                .sorted()
                .toList();
        return play.note(notices == 0 ? "none" : notices + ": “" + String.join("”, “", subjects) + "”")
                .endWell(notices == 1);
    }
}
