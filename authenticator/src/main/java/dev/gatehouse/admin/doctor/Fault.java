package dev.gatehouse.admin.doctor;

import dev.gatehouse.admin.flow.SetupStepId;
import java.util.List;

/**
 * One place where a check found something.
 *
 * @param where what it is about, e.g. {@code client workspace}; in English, the same at each examination
 * @param page the page of the Admin Console where it can be closed
 * @param target what the set-up step is for, if there is a step for each place; empty if there is one step
 * @param arguments what the texts name besides: {@code {0}}, {@code {1}}
 */
public record Fault(String where, ConsolePage page, String target, List<String> arguments) {

    static final String REALM = "realm";
    static final String SERVER = "server";

    public Fault {
        arguments = List.copyOf(arguments);
    }

    static Fault at(String where, ConsolePage page, String... arguments) {
        return new Fault(where, page, "", List.of(arguments));
    }

    /** The same fault with the place of its set-up step. */
    Fault of(String step) {
        return new Fault(where, page, step, arguments);
    }

    /** The id of the set-up step for this place. */
    String step(String step) {
        return target.isEmpty() ? step : SetupStepId.of(step, target);
    }
}
