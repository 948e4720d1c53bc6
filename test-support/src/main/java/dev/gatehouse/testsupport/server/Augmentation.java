package dev.gatehouse.testsupport.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The build that Keycloak makes at the first start with a set of providers and build options, which takes about 20 seconds of a processor.
 * It is cached for the next server of the same set. If it does not fit, Keycloak rebuilds it.
 */
final class Augmentation {

    private static final List<String> BUILD_OPTIONS =
            List.of("--db=", "--cache=", "--features=", "--metrics-enabled=", "--health-enabled=");

    private final Path home;
    private final String providers;
    private final Path kept;
    /** Locked while this process makes the build. */
    private FileChannel making;

    /**
     * The augmentation of one server.
     *
     * @param store the cache, shared by all servers of a build
     * @param home the server's folder, with its providers
     * @param production whether it starts in production mode
     * @param arguments the arguments of its start
     */
    Augmentation(Path store, Path home, boolean production, List<String> arguments) {
        this.home = home;
        TreeMap<String, String> options = new TreeMap<>();
        arguments.forEach(argument ->
                BUILD_OPTIONS.stream().filter(argument::startsWith).forEach(option -> options.put(option, argument)));
        providers = datedProviders();
        kept = ServerCache.place(
                store, home.getFileName() + " " + production + " " + options.values() + " " + providers);
    }

    /** The server's providers, each with a checksum of its content. */
    String providers() {
        return providers;
    }

    /** Restores the cached build, if there is one. While another process is making it, this one waits. */
    void restore() {
        if (!Files.isDirectory(kept)) {
            lock();
        }
        if (Files.isDirectory(kept)) {
            unlock();
            copy(kept, made());
        }
    }

    /** Caches the build of the server. */
    void keep() {
        try {
            if (!Files.isDirectory(kept)) {
                Path unfinished = Files.createTempDirectory(kept.getParent(), "unfinished");
                copy(made(), unfinished);
                Files.move(unfinished, kept, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            unlock();
        }
    }

    private void lock() {
        try {
            Files.createDirectories(kept.getParent());
            making = FileChannel.open(
                    kept.resolveSibling(kept.getFileName() + ".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            making.lock();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Releases waiting processes, also if the server did not start. */
    void unlock() {
        try {
            if (making != null) {
                making.close();
                making = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path made() {
        return home.resolve("lib").resolve("quarkus");
    }

    /** Sets each provider's timestamp by its content: Keycloak detects a change by the timestamp. */
    private String datedProviders() {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(home.resolve("providers"))) {
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                CRC32 content = new CRC32();
                content.update(Files.readAllBytes(jar));
                Files.setLastModifiedTime(jar, FileTime.fromMillis(content.getValue() * 1000));
                all.append(jar.getFileName())
                        .append('=')
                        .append(content.getValue())
                        .append(' ');
            }
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.list(from)) {
            Files.createDirectories(to);
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
