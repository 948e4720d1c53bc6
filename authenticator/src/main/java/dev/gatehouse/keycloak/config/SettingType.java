package dev.gatehouse.keycloak.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * The type of a setting: how its text is parsed, and which form field it has in the Admin Console.
 *
 * @param <T> the type of the value
 */
public final class SettingType<T> {

    /** Counts as empty in an optional setting. */
    private static final String NONE = "none";

    /** A number as it is written where a comma begins the decimals. */
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d+,\\d+");

    private final String field;
    private final List<String> choices;
    private final Optional<NumberRange> range;
    private final Parser<T> parser;
    private final boolean isOptional;

    /** Parses stripped text. */
    private interface Parser<T> {

        /** The value; empty if the text is invalid. A list that holds invalid entries is reported, and has the valid ones. */
        Optional<T> parse(String text, SettingProblem.Consumer problems);
    }

    private SettingType(String field, List<String> choices, Optional<NumberRange> range, Parser<T> parser) {
        this(field, choices, range, parser, false);
    }

    private SettingType(
            String field, List<String> choices, Optional<NumberRange> range, Parser<T> parser, boolean isOptional) {
        this.field = field;
        this.choices = choices;
        this.range = range;
        this.parser = parser;
        this.isOptional = isOptional;
    }

    /** Either {@code true} or {@code false}. */
    public static SettingType<Boolean> bool() {
        return new SettingType<>(
                ProviderConfigProperty.BOOLEAN_TYPE,
                List.of(),
                Optional.empty(),
                mustBe(
                        SettingProblem.Reason.NOT_TRUE_OR_FALSE,
                        List.of(),
                        text -> "true".equals(text) || "false".equals(text)
                                ? Optional.of(Boolean.valueOf(text))
                                : Optional.empty()));
    }

    /** A protection, which only "false" switches off, see {@link ServerSwitch}. */
    public static SettingType<Boolean> protection() {
        return new SettingType<>(
                ProviderConfigProperty.BOOLEAN_TYPE,
                List.of(),
                Optional.empty(),
                (text, problems) -> Optional.of(ServerSwitch.isOn(text)));
    }

    /**
     * One of several names.
     *
     * @param values the choices, in the order of the form
     * @param name the name of each
     */
    public static <E> SettingType<E> choice(E[] values, Function<E, String> name) {
        List<String> names = Arrays.stream(values).map(name).toList();
        return new SettingType<>(
                ProviderConfigProperty.LIST_TYPE,
                names,
                Optional.empty(),
                mustBe(SettingProblem.Reason.NO_CHOICE, List.of(String.join(", ", names)), text -> Arrays.stream(values)
                        .filter(value -> name.apply(value).equals(text))
                        .findFirst()));
    }

    /**
     * A whole number.
     *
     * @param what its name in problems, e.g. "a number of seconds"
     */
    public static SettingType<Integer> integer(String what, int least, int most) {
        return number(what, new NumberRange(least, most), Integer::valueOf);
    }

    /**
     * A number that may have decimals, behind a point or a comma.
     *
     * @param what its name in problems, e.g. "a percentage"
     */
    public static SettingType<Double> decimal(String what, double least, double most) {
        return number(what, new NumberRange(least, most), SettingType::decimal);
    }

    private static Double decimal(String text) {
        return Double.valueOf(DECIMAL_COMMA.matcher(text).matches() ? text.replace(',', '.') : text);
    }

    private static <N extends Number> SettingType<N> number(
            String what, NumberRange range, Function<String, N> parser) {
        List<String> expected = List.of(what, range.leastText(), range.mostText());
        return new SettingType<>(
                ProviderConfigProperty.STRING_TYPE,
                List.of(),
                Optional.of(range),
                mustBe(SettingProblem.Reason.NO_NUMBER, expected, text -> {
                    try {
                        return Optional.of(parser.apply(text)).filter(number -> range.contains(number.doubleValue()));
                    } catch (NumberFormatException notANumber) {
                        return Optional.empty();
                    }
                }));
    }

    /** A time with its offset from UTC, ISO 8601, e.g. {@code 2026-12-07T08:00+01:00}, or nothing. */
    public static SettingType<Optional<Instant>> time() {
        return new SettingType<>(
                        ProviderConfigProperty.STRING_TYPE,
                        List.of(),
                        Optional.empty(),
                        mustBe(SettingProblem.Reason.NO_TIME, List.of(), SettingType::instant))
                .optional();
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(DateTimeFormatter.ISO_ZONED_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    /** A link to a web page, or nothing. */
    @SuppressWarnings("OptionalMapToOptional") // the outer one is empty for an invalid text, the inner one for no link
    public static SettingType<Optional<URI>> link() {
        return new SettingType<>(
                ProviderConfigProperty.STRING_TYPE,
                List.of(),
                Optional.empty(),
                mustBe(
                        SettingProblem.Reason.NO_LINK,
                        List.of(),
                        text -> text.isEmpty()
                                ? Optional.of(Optional.empty())
                                : webPage(text).map(Optional::of)));
    }

    private static Optional<URI> webPage(String text) {
        try {
            URI link = new URI(text);
            boolean isWebPage =
                    ("https".equals(link.getScheme()) || "http".equals(link.getScheme())) && link.getHost() != null;
            return isWebPage ? Optional.of(link) : Optional.empty();
        } catch (URISyntaxException notALink) {
            return Optional.empty();
        }
    }

    /** Names of roles and groups, or of clients. */
    public static SettingType<List<String>> names() {
        return entries((entries, problems) -> entries);
    }

    /** At least one name: a list of only separators means the default. */
    public static SettingType<List<String>> someNames() {
        return new SettingType<>(
                ProviderConfigProperty.MULTIVALUED_STRING_TYPE,
                List.of(),
                Optional.empty(),
                (text, problems) -> Optional.of(ListEntries.of(text)).filter(entries -> !entries.isEmpty()));
    }

    /**
     * Entries in a format of their own.
     *
     * @param reader parses all entries and reports the invalid ones
     */
    public static <T> SettingType<T> entries(BiFunction<List<String>, SettingProblem.Consumer, T> reader) {
        return entries(ListEntries::of, reader);
    }

    /** Entries that may also be separated by line breaks or semicolons, because they contain neither. */
    public static <T> SettingType<T> pastedEntries(BiFunction<List<String>, SettingProblem.Consumer, T> reader) {
        return entries(ListEntries::ofPasted, reader);
    }

    private static <T> SettingType<T> entries(
            Function<String, List<String>> splitter, BiFunction<List<String>, SettingProblem.Consumer, T> reader) {
        return new SettingType<>(
                ProviderConfigProperty.MULTIVALUED_STRING_TYPE,
                List.of(),
                Optional.empty(),
                (text, problems) -> Optional.of(reader.apply(splitter.apply(text), problems)));
    }

    private static <T> Parser<T> mustBe(
            SettingProblem.Reason reason, List<String> expected, Function<String, Optional<T>> parser) {
        return (text, problems) -> {
            Optional<T> value = parser.apply(text);
            if (value.isEmpty()) {
                problems.report(reason, expected.toArray(String[]::new));
            }
            return value;
        };
    }

    /** The same type, but optional. */
    @SuppressWarnings("OptionalMapToOptional") // the outer one is empty for an invalid text, the inner one for no value
    public SettingType<Optional<T>> optional() {
        return new SettingType<>(
                field,
                choices,
                range,
                (text, problems) -> text.isEmpty() || NONE.equals(text)
                        ? Optional.of(Optional.empty())
                        : parser.parse(text, problems).map(Optional::of),
                true);
    }

    /** The same text with a converted value, e.g. a number of seconds as a duration. */
    public <R> SettingType<R> map(Function<T, R> meaning) {
        return new SettingType<>(
                field,
                choices,
                range,
                (text, problems) -> parser.parse(text, problems).map(meaning),
                isOptional);
    }

    /** The type of the field in Keycloak's forms. */
    String field() {
        return field;
    }

    /** The options of the field; empty if any text is allowed. */
    List<String> choices() {
        return choices;
    }

    Optional<NumberRange> range() {
        return range;
    }

    boolean isList() {
        return ProviderConfigProperty.MULTIVALUED_STRING_TYPE.equals(field);
    }

    /** Whether the setting may be empty although other texts are checked. */
    boolean isOptional() {
        return isOptional;
    }

    Optional<T> parse(String text, SettingProblem.Consumer problems) {
        return parser.parse(text, problems);
    }
}
