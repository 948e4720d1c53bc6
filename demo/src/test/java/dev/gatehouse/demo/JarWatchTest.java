package dev.gatehouse.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarWatchTest {

    @TempDir
    private Path folder;

    private Path jar;
    private Path other;
    private Path installed;
    private JarWatch watch;

    @BeforeEach
    void twoInstalledJars() throws IOException {
        installed = Files.createDirectories(folder.resolve("providers"));
        jar = Files.createDirectories(folder.resolve("one/target")).resolve("one.jar");
        other = Files.createDirectories(folder.resolve("other/target")).resolve("other.jar");
        for (Path file : List.of(jar, other)) {
            write(file, "old");
            install(file);
        }
        watch = new JarWatch(List.of(jar, other), installed);
        assertThat(watch.poll()).isEmpty();
        assertThat(watch.poll()).as("what is installed already").isEmpty();
    }

    @Test
    void reportsAChangedJarOnceAfterItHasSettled() throws IOException {
        write(jar, "new");
        assertThat(watch.poll()).as("perhaps still being written").isEmpty();
        assertThat(watch.poll()).containsExactly(jar);
        assertThat(watch.poll())
                .as("not installed, for example because that failed")
                .isEmpty();
        write(jar, "newer");
        watch.poll();
        assertThat(watch.poll()).containsExactly(jar);
    }

    @Test
    void reportsTwoChangedJarsTogether() throws IOException {
        write(jar, "new");
        write(other, "new");
        watch.poll();
        assertThat(watch.poll()).containsExactly(jar, other);
    }

    @Test
    void waitsWhileAJarGrows() throws IOException {
        for (String content : List.of("a", "ab", "abc")) {
            write(jar, content);
            assertThat(watch.poll()).isEmpty();
        }
        assertThat(watch.poll()).containsExactly(jar);
    }

    @Test
    void aRebuildWithTheSameContentIsNoChange() throws IOException {
        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
        watch.poll();
        assertThat(watch.poll()).isEmpty();
    }

    @Test
    void waitsWhileAJarIsMissingEmptyOrHalfWritten() throws IOException {
        write(jar, "new");
        byte[] whole = Files.readAllBytes(jar);
        for (byte[] part : List.of(new byte[0], Arrays.copyOf(whole, whole.length / 2))) {
            Files.write(jar, part);
            watch.poll();
            assertThat(watch.poll()).isEmpty();
        }
        Files.delete(jar);
        assertThat(watch.poll()).isEmpty();
        Files.write(jar, whole);
        watch.poll();
        assertThat(watch.poll()).containsExactly(jar);
    }

    @Test
    void waitsUntilTheShadedJarHasReplacedThePlainOne() throws IOException {
        Path shaded = jar.resolveSibling("one-1.0-shaded.jar");
        write(jar, "without libraries");
        Files.createFile(shaded);
        watch.poll();
        assertThat(watch.poll()).as("while it is being shaded").isEmpty();
        write(shaded, "with libraries");
        Files.move(shaded, jar, StandardCopyOption.REPLACE_EXISTING);
        watch.poll();
        assertThat(watch.poll()).containsExactly(jar);
    }

    @Test
    void reportsAJarThatIsNotInstalledYet() throws IOException {
        Files.delete(installed.resolve("one.jar"));
        JarWatch later = new JarWatch(List.of(jar), installed);
        later.poll();
        assertThat(later.poll()).containsExactly(jar);
    }

    private void install(Path file) throws IOException {
        Files.copy(file, installed.resolve(file.getFileName()));
    }

    private static void write(Path file, String content) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("entry-" + content));
        }
    }
}
