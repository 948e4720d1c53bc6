package dev.gatehouse.setup;

import com.microsoft.playwright.impl.driver.Driver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Third-party clients that log users in at the server under test, and html-validate, which checks its pages: npm packages, pinned by version
 * and hash in the lock file. npm installs them once; Playwright's Node.js runs them, so that its version is the same everywhere.
 */
public final class NodePackages {

    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final List<String> FILES = List.of("package.json", "package-lock.json");
    private static final String LOCK = FILES.get(1);

    private static Optional<NodePackages> found = Optional.empty();

    private final Path node;
    private final Path modules;

    private NodePackages(Path node, Path modules) {
        this.node = node;
        this.modules = modules;
    }

    /** The packages of this machine, installed if npm is available. Cached once found. */
    public static synchronized Optional<NodePackages> find() {
        if (found.isEmpty()) {
            found = folder().map(folder -> new NodePackages(playwrightsNode(), folder.resolve("node_modules")));
        }
        return found;
    }

    /** One sentence for a machine without npm: the command to run. */
    public static String advice() {
        return Machine.look(new SystemCommands()).advice(Need.NPM);
    }

    /** The program {@code node}. */
    public Path node() {
        return node;
    }

    /** The folder {@code node_modules}. */
    public Path modules() {
        return modules;
    }

    private static Optional<Path> folder() {
        try {
            return Optional.of(Unpacked.ofThisUser().folder("clients-" + hash(), NodePackages::install));
        } catch (UncheckedIOException notInstalled) {
            return Optional.empty();
        }
    }

    /** Does not run scripts of packages: none of these needs one. */
    private static void install(Path folder) throws IOException {
        Path npm = npm().orElseThrow(() -> new IOException("there is no npm"));
        for (String file : FILES) {
            try (InputStream stream = NodePackages.class.getResourceAsStream("clients/" + file)) {
                Files.copy(stream, folder.resolve(file));
            }
        }
        ProcessBuilder builder = new ProcessBuilder(npm.toString(), "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(folder.toFile());
        Commands.Outcome outcome = new SystemCommands().run(LIMIT, builder);
        if (!outcome.succeeded()) {
            throw new IOException("npm ci: " + outcome.output());
        }
    }

    private static Optional<Path> npm() {
        String named = System.getenv("GATEHOUSE_NPM");
        return named != null && !named.isBlank() ? Optional.of(Path.of(named)) : Programs.find("npm");
    }

    private static Path playwrightsNode() {
        return Path.of(Driver.ensureDriverInstalled(Map.of(), false)
                .createProcessBuilder()
                .command()
                .get(0));
    }

    private static String hash() {
        try (InputStream lock = NodePackages.class.getResourceAsStream("clients/" + LOCK)) {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(lock.readAllBytes()), 0, 6);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
