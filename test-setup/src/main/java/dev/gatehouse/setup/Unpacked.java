package dev.gatehouse.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders with programs that come in a JAR, unpacked once for a user and all processes. */
final class Unpacked {

    private final Path cache;

    /**
     * Makes one.
     *
     * @param cache the folder of the folders
     */
    Unpacked(Path cache) {
        this.cache = cache;
    }

    /** Of this user. Root's is open to all, because databases do not run as root. */
    static Unpacked ofThisUser() {
        String own = System.getenv("XDG_CACHE_HOME");
        Path cache = "root".equals(System.getProperty("user.name")) ? Path.of("/var/cache")
                : own != null && !own.isBlank() ? Path.of(own) : Path.of(System.getProperty("user.home"), ".cache");
        return new Unpacked(cache.resolve("gatehouse"));
    }

    /**
     * A folder, filled if it is not there yet.
     *
     * @param name its name, which changes with its contents
     */
    Path folder(String name, Filler filler) {
        Path folder = cache.resolve(name);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        try {
            Files.createDirectories(cache);
            Path made = Files.createTempDirectory(cache, name + "-");
            try {
                filler.fill(made);
                Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
                Files.move(made, folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                delete(made);
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

    /** Puts the files into a folder. */
    interface Filler {
        void fill(Path folder) throws IOException;
    }
}
