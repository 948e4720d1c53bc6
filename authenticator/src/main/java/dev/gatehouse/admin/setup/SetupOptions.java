package dev.gatehouse.admin.setup;

import dev.gatehouse.admin.flow.StepRole;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What an administrator asks of a plan.
 *
 * @param given the options as they were given, by name
 * @param privileged names of the roles and groups that must always prove a second factor after a provider; empty if not asked for
 * @param apps client ids of the apps that only some may enter; empty to leave the access to apps as it is
 * @param people names of the roles and groups that may enter them
 * @param recovery whether forgotten passwords are handled
 * @param passwordRules whether the password rules are added
 * @param themes whether the themes are chosen
 * @param amr whether {@code amr} is added to tokens
 * @param roles what executions do that are not known, by their provider id
 */
record SetupOptions(
        Map<String, String> given,
        List<String> privileged,
        List<String> apps,
        List<String> people,
        boolean recovery,
        boolean passwordRules,
        boolean themes,
        boolean amr,
        Map<String, StepRole> roles) {

    private static final String PRIVILEGED = "privileged";
    private static final String APPS = "apps";
    private static final String PEOPLE = "people";
    private static final String RECOVERY = "recovery";
    private static final String PASSWORD_RULES = "password-rules";
    private static final String THEMES = "themes";
    private static final String AMR = "amr";
    private static final String STEP = "step.";
    private static final List<String> NAMES = List.of(PRIVILEGED, APPS, PEOPLE, RECOVERY, PASSWORD_RULES, THEMES, AMR);

    private static final Pattern SEPARATOR = Pattern.compile(",");

    SetupOptions {
        given = Map.copyOf(given);
        privileged = List.copyOf(privileged);
        apps = List.copyOf(apps);
        people = List.copyOf(people);
        roles = Map.copyOf(roles);
    }

    /**
     * Parses options.
     *
     * @param given the values by name; several values are separated by commas
     * @throws Refused if there is no such option, or if a value is invalid
     */
    static SetupOptions parse(Map<String, String> given) {
        Map<String, StepRole> roles = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        given.forEach((name, value) -> {
            if (name.startsWith(STEP)) {
                roles.put(name.substring(STEP.length()), role(name, value));
            } else if (!NAMES.contains(name)) {
                unknown.add(name);
            }
        });
        if (!unknown.isEmpty()) {
            throw Refused.wrong("There is no option " + String.join(", ", unknown) + ". The options are "
                    + String.join(", ", NAMES) + " and " + STEP + "PROVIDER.");
        }
        SetupOptions options = new SetupOptions(
                new TreeMap<>(given),
                names(given, PRIVILEGED),
                names(given, APPS),
                names(given, PEOPLE),
                isOn(given, RECOVERY),
                isOn(given, PASSWORD_RULES),
                isOn(given, THEMES),
                isOn(given, AMR),
                roles);
        if (options.apps().isEmpty() != options.people().isEmpty()) {
            throw Refused.wrong(
                    "The access to apps needs both options: " + APPS + " for the client ids of the apps, and " + PEOPLE
                            + " for the roles and groups that may enter them.");
        }
        return options;
    }

    private static StepRole role(String name, String value) {
        return StepRole.named(value)
                .orElseThrow(() ->
                        Refused.wrong("The option " + name + " must be password, factor or other, not " + value + "."));
    }

    private static List<String> names(Map<String, String> given, String name) {
        return SEPARATOR
                .splitAsStream(given.getOrDefault(name, ""))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    private static boolean isOn(Map<String, String> given, String name) {
        String value = given.getOrDefault(name, "false");
        if (!"true".equals(value) && !"false".equals(value)) {
            throw Refused.wrong("The option " + name + " must be true or false, not " + value + ".");
        }
        return Boolean.parseBoolean(value);
    }
}
