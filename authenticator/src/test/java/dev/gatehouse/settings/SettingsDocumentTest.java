package dev.gatehouse.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.keycloak.config.AdminTexts;
import dev.gatehouse.keycloak.config.Setting;
import dev.gatehouse.keycloak.config.SettingsForm;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.events.EventListenerProviderFactory;

/** The tables of settings in {@code docs/admin} name each setting once, as the form does, with its default and range. */
class SettingsDocumentTest {

    private static final Path PAGES = Path.of("../docs/admin");
    private static final Path MESSAGES = Path.of("src/main/resources/theme-resources/messages/messages_en.properties");
    private static final String HEADING = "| Setting | Key | Default | Meaning |";
    private static final Pattern IN_BACKTICKS = Pattern.compile("`([^`]+)`");
    private static final Pattern UNIT = Pattern.compile(" \\([^)]*\\)$");

    /** A row of a table of settings; one row may name several that differ in their name only. */
    private record Row(String page, String label, List<String> keys, String defaults, String meaning) {

        static Row of(Path page, String line) {
            List<String> cells =
                    Arrays.stream(line.split("\\|")).skip(1).map(String::strip).toList();
            return new Row(
                    page.getFileName().toString(), cells.get(0), named(cells.get(1)), cells.get(2), cells.get(3));
        }
    }

    @Test
    void eachSettingStandsInOneTableAndEachRowIsASetting() throws IOException {
        Map<String, List<String>> pages = new TreeMap<>();
        rows().forEach(row -> row.keys().forEach(key -> pages.computeIfAbsent(key, missing -> new ArrayList<>())
                .add(row.page())));
        assertThat(pages.keySet())
                .containsExactlyInAnyOrderElementsOf(settings().keySet());
        assertThat(pages)
                .allSatisfy((key, named) ->
                        assertThat(named).as("tables with %s", key).hasSize(1));
    }

    @Test
    void eachRowHasTheDefaultTheRangeAndTheChoices() throws IOException {
        Map<String, Setting<?>> settings = settings();
        for (Row row : rows()) {
            for (String key : row.keys()) {
                Setting<?> setting = settings.get(key);
                assertThat(row.defaults()).as("default of %s", key).isEqualTo(cell(setting.defaultText()));
                setting.range()
                        .ifPresent(range ->
                                assertThat(row.meaning()).as("range of %s", key).containsIgnoringCase(range));
                assertThat(named(row.meaning())).as("choices of %s", key).containsAll(setting.choices());
            }
        }
    }

    @Test
    void eachRowHasTheNameThatTheFormShows() throws IOException {
        Properties messages = new Properties();
        try (Reader reader = Files.newBufferedReader(MESSAGES)) {
            messages.load(reader);
        }
        for (Row row : rows()) {
            if (row.keys().size() == 1) {
                String label = messages.getProperty(AdminTexts.label(row.keys().get(0)));
                assertThat(row.label())
                        .as("%s, its unit apart", label)
                        .isEqualTo(UNIT.matcher(label).replaceFirst(""));
            }
        }
    }

    private static Map<String, Setting<?>> settings() {
        Map<String, Setting<?>> settings = new TreeMap<>();
        // The realm's settings come first: an execution has the same ones, and decides only where they are set.
        Stream.of(RequiredActionFactory.class, EventListenerProviderFactory.class, AuthenticatorFactory.class)
                .flatMap(type -> ServiceLoader.load(type).stream())
                .filter(factory -> SettingsForm.class.isAssignableFrom(factory.type()))
                .flatMap(factory -> ((SettingsForm) factory.get()).settings().stream())
                .forEach(setting -> settings.putIfAbsent(setting.key(), setting));
        return settings;
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        try (Stream<Path> pages = Files.list(PAGES)) {
            for (Path page : pages.sorted().toList()) {
                boolean isInTable = false;
                for (String line : Files.readAllLines(page)) {
                    isInTable = line.equals(HEADING) || isInTable && line.startsWith("|");
                    if (isInTable && !line.equals(HEADING) && !line.startsWith("| ---")) {
                        rows.add(Row.of(page, line));
                    }
                }
            }
        }
        return rows;
    }

    private static String cell(String defaultText) {
        String entries = Arrays.stream(defaultText.split(","))
                .map(entry -> "`" + entry + "`")
                .collect(Collectors.joining(", "));
        return defaultText.isEmpty() ? "empty" : entries;
    }

    private static List<String> named(String markdown) {
        return IN_BACKTICKS
                .matcher(markdown)
                .results()
                .map((MatchResult name) -> name.group(1))
                .toList();
    }
}
