package dev.gatehouse.testsupport.server;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The JARs of the previous release. They are in the folder that {@code -Dgatehouse.previous.jars} names, or are built once from the history
 * of the project, from the commit that {@code -Dgatehouse.previous} names.
 */
public final class PreviousRelease {

    private static final List<String> MODULES = List.of("authenticator", "password-policy", "themes");
    private static final long MINUTES = 15;

    private PreviousRelease() {}

    /** The JARs. Skips the test, with the reason in the output, if there is neither a folder nor a history with Git and Maven. */
    public static List<Path> providers() {
        String folder = System.getProperty("gatehouse.previous.jars", "");
        if (!folder.isBlank()) {
            return jars(Path.of(folder));
        }
        String commit = System.getProperty("gatehouse.previous", "");
        Path root =
                Path.of(System.getProperty("gatehouse.root")).toAbsolutePath().normalize();
        if (commit.isBlank() || !succeeds(root, "git", "cat-file", "-e", commit + "^{commit}")) {
            return skip("The commit of the release before, " + commit
                    + ", is not in this checkout; name its JARs by -Dgatehouse.previous.jars=FOLDER.");
        }
        Path built =
                Path.of(System.getProperty("gatehouse.work")).toAbsolutePath().resolve("previous-" + commit);
        if (!Files.isDirectory(built.resolve("jars"))) {
            build(root, commit, built);
        }
        return jars(built.resolve("jars"));
    }

    private static void build(Path root, String commit, Path built) {
        Path sources = built.resolve("sources");
        try {
            Files.createDirectories(sources);
            Path archive = built.resolve("sources.tar");
            boolean isThere = succeeds(root, "git", "archive", "--output=" + archive, commit)
                    && succeeds(sources, "tar", "-xf", archive.toString());
            List<String> maven = List.of(
                    "mvn",
                    "-q",
                    "-B",
                    "-DskipTests",
                    "-Dgatehouse.setup.skip=true",
                    "-pl",
                    String.join(",", MODULES),
                    "-am",
                    "package");
            boolean isBuilt = isThere
                    && (succeeds(sources, with(maven, "-o")) || succeeds(sources, maven.toArray(String[]::new)));
            if (!isBuilt) {
                skip("The release before, " + commit + ", cannot be built here, see " + built
                        + "; name its JARs by -Dgatehouse.previous.jars=FOLDER.");
            }
            Path unfinished = Files.createDirectories(built.resolve("unfinished"));
            for (String module : MODULES) {
                for (Path jar : jars(sources.resolve(module).resolve("target"))) {
                    Files.copy(jar, unfinished.resolve(jar.getFileName().toString()));
                }
            }
            Files.move(unfinished, built.resolve("jars"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String[] with(List<String> command, String option) {
        return Stream.concat(command.stream(), Stream.of(option)).toArray(String[]::new);
    }

    private static List<Path> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            file.getFileName().toString().matches("gatehouse-.*(?<!-sources|-javadoc|-tests)\\.jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean succeeds(Path folder, String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            Path.of(System.getProperty("gatehouse.work"), "previous.log")
                                    .toFile()))
                    .start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Path> skip(String reason) {
        System.out.println("SKIPPED: " + reason);
        return abort(reason);
    }
}
