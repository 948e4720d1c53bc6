package dev.gatehouse.admin.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of the command.
 *
 * @param realms the realms, at least one
 * @param server the URL of Keycloak, without a slash at its end
 * @param account who calls it
 * @param action what to do
 * @param undoStep the step to undo; {@code null} for all
 * @param isSure whether to go ahead without asking
 * @param options the options of the plan or of the undoing, as the REST interface names them
 */
record CommandArguments(
        List<String> realms,
        String server,
        Account account,
        Action action,
        @Nullable String undoStep,
        boolean isSure,
        Map<String, String> options) {

    private static final String ROLE = "role";
    private static final String FORCE = "force";
    private static final List<String> SWITCHES =
            List.of("recovery", "amr", "password-rules", "themes", SetupCommand.TEST_EMAIL, FORCE);
    private static final List<String> LISTS = List.of("privileged", "apps", "people");

    CommandArguments {
        realms = List.copyOf(realms);
    }

    /** What to do. */
    enum Action {
        /** Show the plan, and apply it if the administrator agrees. */
        PLAN,
        /** Show the plan and apply it. */
        APPLY,
        /** Undo what was applied. */
        UNDO,
        /** Show what was applied. */
        STATUS
    }

    /**
     * The account that calls the server.
     *
     * @param realm its realm
     * @param name the name of a user, or the id of a client
     * @param isClient whether it is a client
     */
    record Account(String realm, String name, boolean isClient) {}

    /** The arguments are wrong; the message says how. */
    static final class Wrong extends RuntimeException {

        private static final long serialVersionUID = 1;

        Wrong(String message) {
            super(message);
        }
    }

    /**
     * Parses arguments.
     *
     * @param isUndoing whether the command is to undo
     * @throws Wrong if they are wrong
     */
    static CommandArguments parse(List<String> arguments, boolean isUndoing) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (int index = 0; index < arguments.size(); index++) {
            String argument = arguments.get(index);
            if (!argument.startsWith("--")) {
                throw new Wrong("What is " + argument + "?");
            }
            int equals = argument.indexOf('=');
            String name = argument.substring(2, equals < 0 ? argument.length() : equals);
            String value;
            if (isSwitch(name)) {
                value = "true";
            } else if (equals >= 0) {
                value = argument.substring(equals + 1);
            } else {
                index++;
                if (index == arguments.size()) {
                    throw new Wrong(argument + " needs a value.");
                }
                value = arguments.get(index);
            }
            values.computeIfAbsent(name, missing -> new ArrayList<>()).add(value);
        }
        return of(values, isUndoing);
    }

    private static boolean isSwitch(String name) {
        return SWITCHES.contains(name) || List.of("yes", "status").contains(name);
    }

    private static CommandArguments of(Map<String, List<String>> values, boolean isUndoing) {
        List<String> realms = Optional.ofNullable(values.remove("realm")).orElse(List.of());
        if (realms.isEmpty()) {
            throw new Wrong("Name the realm with --realm.");
        }
        String server = last(values, "server").orElse("http://localhost:8080").replaceAll("/+$", "");
        String authRealm = last(values, "auth-realm").orElse("master");
        Optional<String> user = last(values, "user");
        Optional<String> client = last(values, "client");
        if (user.isPresent() == client.isPresent()) {
            throw new Wrong("Name the account with --user, or with --client.");
        }
        Account account = new Account(authRealm, user.or(() -> client).orElseThrow(), client.isPresent());
        Optional<String> undoStep = last(values, "step");
        boolean isSure = last(values, "yes").isPresent();
        boolean status = last(values, "status").isPresent();
        if (undoStep.isPresent() && !isUndoing) {
            throw new Wrong("Only undo takes --step.");
        }
        if (status && (isUndoing || isSure)) {
            throw new Wrong("--status only shows what was applied.");
        }
        Action action = isUndoing ? Action.UNDO : status ? Action.STATUS : isSure ? Action.APPLY : Action.PLAN;
        Map<String, String> options = options(values);
        boolean isForced = options.containsKey(FORCE);
        if (isForced != (isUndoing && !options.isEmpty()) || (isForced && options.size() > 1)) {
            throw new Wrong("Undo takes --step, --force and --yes; the set-up takes the other options.");
        }
        return new CommandArguments(realms, server, account, action, undoStep.orElse(null), isSure, options);
    }

    private static Map<String, String> options(Map<String, List<String>> values) {
        Map<String, String> options = new LinkedHashMap<>();
        values.forEach((name, given) -> {
            if (ROLE.equals(name)) {
                given.forEach(step -> {
                    int equals = step.indexOf('=');
                    if (equals < 1) {
                        throw new Wrong("--role needs EXECUTION=ROLE, not " + step + ".");
                    }
                    options.put("step." + step.substring(0, equals), step.substring(equals + 1));
                });
            } else if (LISTS.contains(name) || SWITCHES.contains(name)) {
                options.put(name, SWITCHES.contains(name) ? "true" : String.join(",", given));
            } else {
                throw new Wrong("There is no option --" + name + ".");
            }
        });
        return options;
    }

    private static Optional<String> last(Map<String, List<String>> values, String name) {
        return Optional.ofNullable(values.remove(name)).map(given -> given.get(given.size() - 1));
    }
}
