package dev.gatehouse.it.recovery.situations;

import dev.gatehouse.testsupport.browser.Page;
import java.util.List;
import java.util.regex.Pattern;

/** Cases of what users read about the password rules, and of passwords that look like others. */
final class PasswordRuleCases {

    private static final String SECTION = "Password rules";

    /** How each of the rules that {@code abc} breaks is named, in Keycloak's words or in Gatehouse's. */
    private static final List<Pattern> BROKEN_BY_ABC = List.of(
            Pattern.compile("minimum length|8 characters"),
            Pattern.compile("upper ?case"),
            Pattern.compile("numerical|a number"),
            Pattern.compile("special|symbol"));

    private PasswordRuleCases() {}

    static List<RecoveryCase> all() {
        return List.of(
                RecoveryCase.of(
                        SECTION,
                        "The rules that `abc` breaks, as reported after it was submitted",
                        RecoverySetting.USUAL,
                        play -> {
                            Page refused = play.side().choose(play.browser().get(play.link()), "abc");
                            long named = BROKEN_BY_ABC.stream()
                                    .filter(rule -> rule.matcher(refused.text()).find())
                                    .count();
                            play.note(named + " of " + BROKEN_BY_ABC.size() + " reported at once");
                            RecoveryOutcome outcome = play.finish(refused);
                            return outcome.mark() == Rating.FINISHED && named < BROKEN_BY_ABC.size()
                                    ? new RecoveryOutcome(Rating.STARTS_OVER, outcome.seen())
                                    : outcome;
                        }),
                password("A space at the end", "Abcdefg1! ", "Abcdefg1!"),
                password("A space at the beginning", " Abcdefg1!", "Abcdefg1!"),
                refused("A space as the only special character", "Abcdefg 1"),
                refused(
                        "A tab, a no-break space or a euro sign as the only special character",
                        "Abcdefg\t1",
                        "Abcdefg\u00a01",
                        "Abcdefg\u20ac1"),
                refused(
                        "An umlaut as the only upper-case letter, an Arabic digit as the only digit",
                        "\u00c4bcdefg1!",
                        "Abcdefg\u0661!"),
                refused("7 characters, one of them an emoji that takes two UTF-16 units", "Abcd1!\ud83d\ude00"),
                refused("8 spaces", "        "),
                accepted("A space in the middle", "Abc defg1!"),
                accepted("99 characters", "Abcdefg1!".repeat(11)),
                refused("100 characters", "Abcdefg1!".repeat(11) + "x"),
                accepted("An underscore as the only special character", "Abcdefg_1"));
    }

    /**
     * A password that looks like another one. If it were accepted unchanged, the other one would fail later, so it must be refused with a
     * reason.
     */
    private static RecoveryCase password(String situation, String typed, String meant) {
        return RecoveryCase.of(SECTION, situation, RecoverySetting.USUAL, play -> {
            Page answer = play.side().choose(play.browser().get(play.link()), typed);
            play.note(answer);
            if (play.side().asksForPassword(answer)) {
                return play.finish(answer, meant);
            }
            boolean isMeant = play.side().isPassword(play.user(), meant);
            return play.note(isMeant ? "signs in without it" : "does not sign in without it")
                    .end(isMeant ? Rating.FINISHED : Rating.FLAWED);
        });
    }

    private static RecoveryCase refused(String situation, String... passwords) {
        return RecoveryCase.of(SECTION, situation, RecoverySetting.USUAL, play -> {
            Page page = play.browser().get(play.link());
            int taken = 0;
            for (String password : passwords) {
                Page answer = play.side().choose(page, password);
                if (play.side().asksForPassword(answer)) {
                    play.note("refused: " + RecoveryPlay.quote(answer));
                    page = answer;
                } else {
                    taken++;
                    play.note("accepted");
                    page = play.browser().get(play.link());
                }
            }
            return taken > 0 ? play.end(Rating.FLAWED) : play.finish(page);
        });
    }

    private static RecoveryCase accepted(String situation, String password) {
        return RecoveryCase.of(
                SECTION,
                situation,
                RecoverySetting.USUAL,
                play -> play.finish(play.browser().get(play.link()), password));
    }
}
