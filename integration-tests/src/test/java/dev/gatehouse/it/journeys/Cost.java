package dev.gatehouse.it.journeys;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a journey cost a person.
 *
 * @param screens the pages that the person had to look at, in order: heading, and what there was to fill in
 * @param presses buttons and links that were pressed, the one in an email too, and forms that were submitted with Enter
 * @param waits how often a page made the person wait before an email could be asked for
 * @param emails to the account since the journey began
 * @param time from the beginning to the end; a program types at once
 */
record Cost(List<String> screens, int presses, int waits, int emails, Duration time) {

    Cost {
        screens = List.copyOf(screens);
    }

    /** Where it cost more than wanted, each a sentence without a full stop; empty if nowhere. */
    List<String> excess(Wanted wanted) {
        List<String> found = new ArrayList<>();
        note(found, "pages", screens.size(), wanted.screens());
        note(found, "presses", presses, wanted.presses());
        note(found, "emails", emails, wanted.emails());
        note(found, "waits", waits, 0);
        return found;
    }

    private static void note(List<String> found, String what, int is, int most) {
        if (is > most) {
            found.add("%d %s, at most %d are wanted".formatted(is, what, most));
        }
    }

    /** As a cell of a table. */
    String inShort() {
        return "%d, %d, %d, %d".formatted(screens.size(), presses, emails, waits);
    }
}
