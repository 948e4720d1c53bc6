package dev.gatehouse.attacks;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All attacks. */
public final class Attacks {

    private static final String HEADING = "| Attack | Rows of the security model | Expected result |\n";

    private Attacks() {}

    /** All of them, in the order of the table. */
    public static List<Attack> all() {
        return Stream.of(
                        AttacksOnTheGate.all(),
                        AttacksOnTheCode.all(),
                        AttacksOfIntruders.all(),
                        AttacksOfStrangers.all(),
                        AttacksOnLevels.all(),
                        AttacksOnRecovery.all())
                .flatMap(attacks -> attacks)
                .toList();
    }

    /** The list in docs/security/attacks.md, as Markdown. */
    public static String document() {
        return HEADING + "| --- | --- | --- |\n"
                + all().stream()
                        .map(attack -> "| `%s` | %s | %s |\n"
                                .formatted(attack.id(), String.join("; ", attack.rows()), attack.expected()))
                        .collect(Collectors.joining());
    }

    /** The document with its list replaced by this one. */
    static String updated(String document) {
        int begin = document.indexOf(HEADING);
        if (begin < 0) {
            throw new IllegalArgumentException("This document has no list of attacks.");
        }
        int end = document.indexOf("\n\n", begin);
        return document.substring(0, begin) + document() + (end < 0 ? "" : document.substring(end + 1));
    }
}
