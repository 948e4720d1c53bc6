package dev.gatehouse.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedTest {

    @TempDir
    private Path cache;

    @Test
    void fillsAFolderOnceAndLeavesNoTemporaryFiles() throws IOException {
        AtomicInteger times = new AtomicInteger();
        for (int i = 0; i < 2; i++) {
            Path folder = new Unpacked(cache)
                    .folder(
                            "database-1",
                            temporary ->
                                    Files.writeString(temporary.resolve("file"), "version " + times.incrementAndGet()));
            assertThat(folder.resolve("file")).hasContent("version 1");
        }
        assertThat(names()).containsExactly("database-1");
    }

    @Test
    void leavesNoIncompleteFolderOnFailure() throws IOException {
        assertThatThrownBy(() -> new Unpacked(cache).folder("database-1", temporary -> {
                    Files.writeString(temporary.resolve("file"), "half");
                    throw new IOException("no space left");
                }))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no space left");
        assertThat(names()).isEmpty();
    }

    @Test
    void usesTheFolderOfAProcessThatWasFaster() {
        Path folder = new Unpacked(cache).folder("database-1", temporary -> {
            Files.createDirectories(cache.resolve("database-1"));
            Files.writeString(cache.resolve("database-1/file"), "of the other");
            Files.writeString(temporary.resolve("file"), "of this one");
        });
        assertThat(folder.resolve("file")).hasContent("of the other");
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }
}
