package dev.gatehouse.demo.keycloak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The server as its project publishes it: a zip with one folder {@code keycloak-VERSION}.
 *
 * @param zip the archive
 * @param version the version that the archive must hold, for example {@code 26.7.5}
 */
public record KeycloakDistribution(Path zip, String version) {

    /** Returns whether {@link #unpackInto} has nothing to do. */
    public boolean isUnpackedIn(Path directory) {
        return Files.isRegularFile(launcher(home(directory)));
    }

    /**
     * Unpacks the archive unless that was done before.
     *
     * @param directory the folder for {@code keycloak-VERSION}; created if missing
     * @return the server's home, {@code directory/keycloak-VERSION}
     * @throws LauncherException if the archive is missing, damaged or of another version, or the disk is full
     */
    public Path unpackInto(Path directory) {
        Path home = home(directory);
        if (isUnpackedIn(directory)) {
            return home;
        }
        if (!Files.isRegularFile(zip)) {
            throw new LauncherException(
                    "The Keycloak archive %s is missing. Build the project with \"mvn package\" first.".formatted(zip));
        }
        Path temporary =
                directory.resolve("unpacking-" + ProcessHandle.current().pid());
        try {
            Folders.delete(temporary);
            Unzip.unzip(zip, temporary);
            Path unpacked = temporary.resolve(home.getFileName().toString());
            if (!Files.isRegularFile(launcher(unpacked))) {
                throw new LauncherException("%s does not contain Keycloak %s. Delete it and build the project again."
                        .formatted(zip, version));
            }
            Folders.delete(home);
            // A home exists completely or not at all, so that a start after an interrupted one finds nothing half done.
            Files.move(unpacked, home, StandardCopyOption.ATOMIC_MOVE);
            return home;
        } catch (IOException e) {
            throw new LauncherException(
                    ("The Keycloak archive %s cannot be unpacked into %s (%s). If the disk is full, free 1 GB and run the command again;"
                                    + " if the archive is damaged, delete it and its copy in Maven's local repository, and build again.")
                            .formatted(zip, directory, e.getMessage()),
                    e);
        } finally {
            deleteQuietly(temporary);
        }
    }

    /**
     * Makes exactly these Gatehouse JARs the server's providers. JARs that are already there with the same content are kept, because
     * Keycloak rebuilds itself when a provider's timestamp changes; {@code gatehouse-*.jar} files that are not listed are removed.
     *
     * @param home the server's home
     * @param jars the JARs to install
     */
    public static void installProviders(Path home, List<Path> jars) {
        Path providers = home.resolve("providers");
        try {
            Files.createDirectories(providers);
            Set<Path> wanted = new HashSet<>();
            for (Path jar : jars) {
                Path installed = providers.resolve(jar.getFileName().toString());
                wanted.add(installed);
                if (!Files.exists(installed) || Files.mismatch(jar, installed) >= 0) {
                    Files.copy(jar, installed, StandardCopyOption.REPLACE_EXISTING);
                }
            }
            try (Stream<Path> files = Files.list(providers)) {
                for (Path file : files.filter(KeycloakDistribution::isOurs)
                        .filter(file -> !wanted.contains(file))
                        .toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new LauncherException(
                    "The provider JARs cannot be copied into %s (%s). Stop any Keycloak that still runs from there and try again."
                            .formatted(providers, e),
                    e);
        }
    }

    private static boolean isOurs(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("gatehouse-") && name.endsWith(".jar");
    }

    private static Path launcher(Path home) {
        return home.resolve("bin").resolve("kc.sh");
    }

    private Path home(Path directory) {
        return directory.resolve("keycloak-" + version);
    }

    private static void deleteQuietly(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException leftover) {
            folder.toFile().deleteOnExit();
        }
    }
}
