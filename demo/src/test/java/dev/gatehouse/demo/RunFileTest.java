package dev.gatehouse.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {

    @TempDir
    private Path folder;

    @Test
    void canBeReadWhileItIsOpenAndIsAloneInItsFolder() throws IOException {
        Properties written = new Properties();
        written.setProperty("database.url", "jdbc:h2:file:C:\\a b;AUTO_SERVER=TRUE");
        RunFile file = RunFile.write(folder, written);
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve("server.properties"))) {
            read.load(reader);
        }
        assertThat(read).isEqualTo(written);
        assertThat(folder.toFile().list()).containsExactly("server.properties");
        file.close();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void deletesWhatAKilledRunLeft() {
        RunFile.write(folder, new Properties());
        RunFile.deleteIn(folder);
        RunFile.deleteIn(folder);
        assertThat(folder).isEmptyDirectory();
    }
}
