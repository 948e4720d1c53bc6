package dev.gatehouse.testsupport.server;

import dev.gatehouse.demo.keycloak.Folders;
import dev.gatehouse.demo.keycloak.KeycloakDistribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The home folders of servers. The distribution is unpacked once for all of them: the 180 MB of JARs that no server changes are hard links,
 * and each home has copies of the rest.
 */
final class ServerHome {

    private ServerHome() {}

    /**
     * The home of a server; made unless that was done before.
     *
     * @param store a folder that all servers of a build share
     * @param directory the server's folder
     */
    static Path in(KeycloakDistribution distribution, Path store, Path directory) {
        if (distribution.isUnpackedIn(directory)) {
            return distribution.unpackInto(directory);
        }
        try {
            Path unpacked = unpacked(distribution, store);
            Path home = directory.resolve(unpacked.getFileName());
            Files.createDirectories(directory);
            Path unfinished = Files.createTempDirectory(directory, "unfinished");
            link(unpacked, unfinished);
            Folders.delete(home);
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** While another process unpacks it, this one waits. */
    private static synchronized Path unpacked(KeycloakDistribution distribution, Path store) throws IOException {
        Files.createDirectories(store);
        try (FileChannel lock =
                FileChannel.open(store.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            return distribution.unpackInto(store);
        }
    }

    private static void link(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path name = from.relativize(file);
                if (isNeverChanged(name)) {
                    linkOrCopy(file, to.resolve(name));
                } else {
                    copy(file, to.resolve(name));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Keycloak writes what it makes of itself to {@code lib/quarkus}. */
    private static boolean isNeverChanged(Path name) {
        return name.toString().endsWith(".jar") && (name.startsWith("lib/lib") || name.startsWith("bin/client"));
    }

    private static void linkOrCopy(Path file, Path name) throws IOException {
        try {
            Files.createLink(name, file);
        } catch (UnsupportedOperationException | FileSystemException noLinksHere) {
            copy(file, name);
        }
    }

    private static void copy(Path file, Path name) throws IOException {
        Files.copy(file, name, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
    }
}
