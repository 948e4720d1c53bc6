package dev.gatehouse.demo;

import dev.gatehouse.demo.keycloak.LauncherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A theme that Keycloak reads from its sources, so that a change shows at the next reload of a page: a link in the server's folder
 * {@code themes}, which Keycloak prefers to the theme of the same name in a JAR.
 */
final class LiveTheme implements AutoCloseable {

    private final Path link;

    private LiveTheme(Path link) {
        this.link = link;
    }

    /**
     * Links the sources into the server; it need not run. A link that an earlier run left is replaced.
     *
     * @param home the server's home
     * @param source the folder of the theme; its name is the name of the theme
     * @throws LauncherException if the link cannot be made
     */
    static LiveTheme link(Path home, Path source) {
        if (!Files.isDirectory(source)) {
            throw new LauncherException(
                    "The sources of the theme are missing in %s. Run demo/start from a complete checkout, or without --dev."
                            .formatted(source));
        }
        unlink(home, source);
        Path link = linkIn(home, source);
        try {
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, source.toAbsolutePath());
            return new LiveTheme(link);
        } catch (IOException | UnsupportedOperationException e) {
            throw new LauncherException(
                    ("The sources of the theme cannot be linked to %s (%s). If a folder is in the way, remove it; if this system does not allow"
                                    + " symbolic links (on Windows, enable Developer Mode), start without --dev.")
                            .formatted(link, e),
                    e);
        }
    }

    /** Removes a link that an earlier run left, which would hide the theme in the JAR. A real folder is kept. */
    static void unlink(Path home, Path source) {
        new LiveTheme(linkIn(home, source)).close();
    }

    private static Path linkIn(Path home, Path source) {
        return home.resolve("themes").resolve(source.getFileName());
    }

    @Override
    public void close() {
        try {
            if (Files.isSymbolicLink(link)) {
                Files.delete(link);
            }
        } catch (IOException e) {
            throw new LauncherException(
                    "The link %s cannot be removed (%s). Remove it; otherwise Keycloak does not use the theme in the JAR."
                            .formatted(link, e),
                    e);
        }
    }
}
