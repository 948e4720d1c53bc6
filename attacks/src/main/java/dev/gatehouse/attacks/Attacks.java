package dev.gatehouse.attacks;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every attack that is known. */
public final class Attacks {

    private Attacks() {}

    /** All of them, in the order of the table. */
    public static List<Attack> all() {
        return Stream.of(AttacksOnTheGate.all(), AttacksOnTheCode.all(), AttacksOfIntruders.all(), AttacksOfStrangers.all(), AttacksOnLevels.all(), AttacksOnRecovery.all())
                .flatMap(attacks -> attacks).toList();
    }

    /** The list in the security model, as Markdown. */
    public static String document() {
        return "| Attack | Row of the tables above | Must be seen |\n| --- | --- | --- |\n" + all().stream()
                .map(attack -> "| `%s` | %s | %s |\n".formatted(attack.id(), String.join("; ", attack.rows()), attack.expected()))
                .collect(Collectors.joining());
    }
}
