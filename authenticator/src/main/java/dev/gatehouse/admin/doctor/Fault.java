package dev.gatehouse.admin.doctor;

import java.util.List;
import java.util.regex.Pattern;

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

    /** The names that set-up uses in the ids of its steps; it uses the id of what has another name. */
    private static final Pattern SAFE_IN_PATHS = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

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

    /** How set-up names what has this name and this id. */
    static String target(String name, String id) {
        return SAFE_IN_PATHS.matcher(name).matches() ? name : id;
    }

    /** The id of the set-up step for this place. */
    String step(String step) {
        return target.isEmpty() ? step : step + "." + target;
    }
}
