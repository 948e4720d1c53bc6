package dev.gatehouse.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The table of packages in {@code docs/develop/architecture.md}, made of the first sentence of each {@code package-info.java}. */
final class PackagesTable {

    /** The document, from the folder of this module. */
    static final Path DOCUMENT = Path.of("..", "docs", "develop", "architecture.md");

    private static final String BEGIN = "<!-- packages: begin -->\n";
    private static final String END = "<!-- packages: end -->";
    private static final Path ROOT_FOLDER = Path.of("dev", "gatehouse");
    private static final String INFO = "package-info.java";
    private static final List<Path> SOURCES =
            List.of(Path.of("src", "main", "java"), Path.of("..", "password-policy", "src", "main", "java"));

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*\\*(.*?)\\*/");
    private static final Pattern LINK = Pattern.compile("\\{@link (?:[\\w.]*\\.)?(\\w+)}");
    private static final Pattern CODE = Pattern.compile("\\{@code ([^}]*)}");
    private static final Pattern SENTENCE = Pattern.compile("(.*?)(?:\\.(?=\\s|$)|<p>|$)");

    private PackagesTable() {}

    /** The document with the table as it must be. */
    static String into(String document) {
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new AssertionError(DOCUMENT + " has no place for the table of packages");
        }
        return document.substring(0, begin + BEGIN.length()) + table() + document.substring(end);
    }

    private static String table() {
        Map<String, String> sentences = new TreeMap<>();
        SOURCES.forEach(sources -> packages(sources)
                .forEach(folder -> sentences.put(name(sources.relativize(folder)), sentence(folder.resolve(INFO)))));
        StringBuilder table = new StringBuilder("\n| Package | What it is for |\n| --- | --- |\n");
        sentences.forEach((name, sentence) ->
                table.append("| `").append(name).append("` | ").append(sentence).append(" |\n"));
        return table.append('\n').toString();
    }

    /** The name of a package, without the root. */
    private static String name(Path folder) {
        return ROOT_FOLDER
                .relativize(folder)
                .toString()
                .replace(folder.getFileSystem().getSeparator(), ".");
    }

    /** The folders of wings and packages, but for the root. */
    private static List<Path> packages(Path sources) {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .filter(folder -> !folder.endsWith(ROOT_FOLDER))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sentence(Path info) {
        if (!Files.exists(info)) {
            throw new AssertionError(info + " is missing: say in a sentence what the package is for");
        }
        try {
            return sentence(Files.readString(info));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first sentence of a comment, in Markdown and without its full stop. */
    static String sentence(String source) {
        Matcher comment = COMMENT.matcher(source);
        if (!comment.find()) {
            throw new AssertionError("no comment in " + source);
        }
        String text = comment.group(1).replaceAll("(?m)^\\s*\\*", "").strip().replaceAll("\\s+", " ");
        String markdown = CODE.matcher(LINK.matcher(text).replaceAll("`$1`")).replaceAll("`$1`");
        Matcher sentence = SENTENCE.matcher(markdown);
        return sentence.lookingAt() ? sentence.group(1).strip() : markdown;
    }
}
