package dev.gatehouse.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pages in {@code docs/operate} and what they document: the sources of all JARs, and the files in {@code deploy}. */
final class OperationsDocument {

    private static final Path PROJECT = Path.of("..");
    private static final List<String> JARS = List.of("authenticator", "password-policy", "themes");
    private static final Pattern CODE_BLOCK = Pattern.compile("(?s)```.*?```");
    private static final Pattern IN_BACKTICKS = Pattern.compile("`([^`]+)`");

    /** The tables of events, challenge reasons and contributions to the score. */
    static final String EVENTS = "events.md";

    static final String METRICS = "metrics-and-alerts.md";
    static final String LOG_MESSAGES = "log-messages.md";

    private OperationsDocument() {}

    /** A file of the project. */
    static String read(String file) {
        return read(PROJECT.resolve(file));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A source file of a JAR. */
    record Source(String name, String text) {}

    /** All Java sources of the JARs. */
    static List<Source> sources() {
        return JARS.stream()
                .map(jar -> PROJECT.resolve(jar).resolve("src/main/java"))
                .filter(Files::isDirectory)
                .flatMap(OperationsDocument::javaFilesIn)
                .toList();
    }

    private static Stream<Source> javaFilesIn(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(file -> new Source(file.getFileName().toString(), read(file)))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A page by its file name. */
    static String page(String name) {
        return read("docs/operate/" + name);
    }

    /** The cells of all rows of a page's tables, without the headings. */
    static List<List<String>> rows(String page) {
        List<String> lines =
                page(page).lines().filter(line -> line.startsWith("|")).toList();
        return Stream.iterate(0, at -> at < lines.size(), at -> at + 1)
                .filter(at -> !isRule(lines.get(at)) && (at + 1 == lines.size() || !isRule(lines.get(at + 1))))
                .map(at -> Arrays.stream(lines.get(at).split("\\|"))
                        .skip(1)
                        .map(String::strip)
                        .toList())
                .toList();
    }

    private static boolean isRule(String line) {
        return line.startsWith("| ---");
    }

    /** The texts in backticks, outside of code blocks. */
    static List<String> named(String markdown) {
        return IN_BACKTICKS
                .matcher(CODE_BLOCK.matcher(markdown).replaceAll(""))
                .results()
                .map(name -> name.group(1))
                .toList();
    }

    /** All matches of a pattern. */
    static List<MatchResult> all(Pattern pattern, String in) {
        return pattern.matcher(in).results().toList();
    }
}
