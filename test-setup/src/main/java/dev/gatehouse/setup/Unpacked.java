package dev.gatehouse.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders with programs from JARs, unpacked once per user and shared by all processes. */
final class Unpacked {

    private final Path cache;

    /**
     * Creates the cache.
     *
     * @param cache the parent of the folders
     */
    Unpacked(Path cache) {
        this.cache = cache;
    }

    /** The cache of this user. Root's is readable for all users, because databases do not run as root. */
    static Unpacked ofThisUser() {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path cache = "root".equals(System.getProperty("user.name"))
                ? Path.of("/var/cache")
                : configured != null && !configured.isBlank()
                        ? Path.of(configured)
                        : Path.of(System.getProperty("user.home"), ".cache");
        return new Unpacked(cache.resolve("gatehouse"));
    }

    /**
     * Returns a folder, and fills it if it does not exist.
     *
     * @param name the name, which must change with the contents
     */
    Path folder(String name, Filler filler) {
        Path folder = cache.resolve(name);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        try {
            Files.createDirectories(cache);
            Path temporary = Files.createTempDirectory(cache, name + "-");
            try {
                filler.fill(temporary);
                Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
                Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                delete(temporary);
                // Another process may have been faster.
                if (!Files.isDirectory(folder)) {
                    throw e;
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> file.delete());
        }
    }

    /** Fills a folder. */
    interface Filler {
        void fill(Path folder) throws IOException;
    }
}
