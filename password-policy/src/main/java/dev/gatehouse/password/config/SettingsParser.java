package dev.gatehouse.password.config;

import dev.gatehouse.password.rules.CommonPasswordMatch;
import dev.gatehouse.password.rules.PasswordRules;
import dev.gatehouse.password.rules.Person;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Parses a configuration string: settings {@code name=value} separated by spaces, such as {@code min=10 specials=!?* common=core}.
 * Missing settings keep their default. No value contains a space, so any other character can be special, including {@code ;} and
 * parentheses, and the word "and" between spaces, at which Keycloak splits, cannot occur.
 */
final class SettingsParser {

    static final String NONE = "none";
    static final String OFF = "off";

    private static final List<String> NAMES = List.of(
            "min", "max", "lower", "upper", "digits", "special", "specials", "spaces", "not", "repeats", "common");

    private static final int MAX_QUOTED = 40;

    private final Map<String, String> given = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    /** Parses a configuration string and finds all its mistakes. */
    static Configuration parse(@Nullable String text) {
        SettingsParser parser = new SettingsParser();
        String stripped = text == null ? "" : text.strip();
        if (!stripped.isEmpty()) {
            for (String setting : stripped.split("[ \\t\\r\\n]+", 0)) {
                parser.split(setting);
            }
        }
        Settings settings = parser.settings();
        if (parser.problems.isEmpty()) {
            parser.checkCombination(settings);
        }
        return new Configuration(settings, parser.problems);
    }

    private void split(String setting) {
        int sign = setting.indexOf('=');
        if (sign < 0) {
            problems.add("%s is not a setting; write name=value, with spaces only between settings"
                    .formatted(shown(setting)));
            return;
        }
        String name = setting.substring(0, sign);
        if (!NAMES.contains(name)) {
            problems.add(
                    "there is no setting %s; the settings are %s".formatted(shown(name), String.join(", ", NAMES)));
        } else if (sign == setting.length() - 1) {
            problems.add("%s has no value".formatted(name));
        } else if (given.putIfAbsent(name, setting.substring(sign + 1)) != null) {
            problems.add("%s is set twice".formatted(name));
        }
    }

    private Settings settings() {
        Settings defaults = Settings.DEFAULT;
        return new Settings(
                number("min", 1, defaults.min()),
                number("max", 1, defaults.max()),
                number("lower", 0, defaults.lower()),
                number("upper", 0, defaults.upper()),
                number("digits", 0, defaults.digits()),
                number("special", 0, defaults.special()),
                specials(defaults.specials()),
                word("spaces", List.of("inside", "anywhere"))
                        .map("anywhere"::equals)
                        .orElse(defaults.spacesAnywhere()),
                details(),
                OFF.equals(given.get("repeats")) || !given.containsKey("repeats")
                        ? Optional.empty()
                        : Optional.of(number("repeats", 1, 1)),
                word(
                                "common",
                                Stream.concat(
                                                Stream.of(OFF),
                                                Stream.of(CommonPasswordMatch.values())
                                                        .map(Settings::word))
                                        .toList())
                        .flatMap(word -> Stream.of(CommonPasswordMatch.values())
                                .filter(form -> Settings.word(form).equals(word))
                                .findFirst()));
    }

    private int number(String name, int least, int defaultValue) {
        String value = given.get(name);
        if (value == null) {
            return defaultValue;
        }
        if (value.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= least && number <= PasswordRules.JUDGED) {
                return number;
            }
        }
        problems.add("%s must be a whole number from %d to %d%s, not %s"
                .formatted(name, least, PasswordRules.JUDGED, name.equals("repeats") ? ", or off" : "", shown(value)));
        return defaultValue;
    }

    private Optional<String> word(String name, List<String> words) {
        Optional<String> value = Optional.ofNullable(given.get(name));
        if (value.isPresent() && !words.contains(value.get())) {
            problems.add("%s must be %s, not %s".formatted(name, either(words), shown(value.get())));
            return Optional.empty();
        }
        return value;
    }

    private Set<Person.Detail> details() {
        Set<Person.Detail> details = EnumSet.noneOf(Person.Detail.class);
        String value = given.getOrDefault("not", NONE);
        if (value.equals(NONE)) {
            return details;
        }
        for (String word : value.split(",", -1)) {
            Optional<Person.Detail> detail = Stream.of(Person.Detail.values())
                    .filter(one -> Settings.word(one).equals(word))
                    .findFirst();
            if (detail.isEmpty()) {
                problems.add("not must be none, or some of username, email, name with commas between them, not %s"
                        .formatted(shown(value)));
            } else if (!details.add(detail.get())) {
                problems.add("not names %s twice".formatted(word));
            }
        }
        return details;
    }

    private String specials(String defaultValue) {
        String value = given.get("specials");
        if (value == null) {
            return defaultValue;
        }
        int[] codePoints = value.codePoints().toArray();
        Set<Integer> seen = new HashSet<>();
        for (int codePoint : codePoints) {
            if (!seen.add(codePoint)) {
                problems.add("specials names %s twice".formatted(shown(codePoint)));
            } else {
                whyNotSpecial(codePoint)
                        .ifPresent(why ->
                                problems.add("specials cannot hold %s, because %s".formatted(shown(codePoint), why)));
            }
        }
        return value;
    }

    private static Optional<String> whyNotSpecial(int codePoint) {
        if ((codePoint >= '0' && codePoint <= '9') || (codePoint < 128 && Character.isLetter(codePoint))) {
            return Optional.of("letters and digits have settings of their own");
        }
        if (codePoint <= ' ' || codePoint >= 127) {
            return Optional.of(
                    "only the 32 punctuation marks and symbols of ASCII can be told apart from each other and typed everywhere");
        }
        return Optional.empty();
    }

    private void checkCombination(Settings settings) {
        if (settings.min() > settings.max()) {
            problems.add("min=%d is greater than max=%d".formatted(settings.min(), settings.max()));
        }
        int demanded = settings.lower() + settings.upper() + settings.digits() + settings.special();
        if (demanded > settings.max()) {
            problems.add("lower, upper, digits and special together demand %d characters, and max=%d allows fewer"
                    .formatted(demanded, settings.max()));
        }
    }

    private static String either(List<String> words) {
        return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.get(words.size() - 1);
    }

    private static String shown(String text) {
        StringBuilder shown = new StringBuilder("\"");
        text.codePoints().limit(MAX_QUOTED).forEach(codePoint -> {
            if (codePoint > ' ' && codePoint < 127) {
                shown.appendCodePoint(codePoint);
            } else {
                shown.append("U+%04X".formatted(codePoint));
            }
        });
        return shown.append(text.codePointCount(0, text.length()) > MAX_QUOTED ? "…\"" : "\"")
                .toString();
    }

    private static String shown(int codePoint) {
        return codePoint > ' ' && codePoint < 127 ? Character.toString(codePoint) : "U+%04X".formatted(codePoint);
    }
}
