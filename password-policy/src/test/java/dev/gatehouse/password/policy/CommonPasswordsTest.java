package dev.gatehouse.password.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommonPasswordsTest {

    @TempDir
    private Path folder;

    @Test
    void withoutAnOptionTheListInTheJarIsUsed() throws IOException {
        CommonPasswords common = CommonPasswords.from(null);
        assertThat(common.contains("password")).isTrue();
        assertThat(common.description()).contains("the list in the JAR");
    }

    @Test
    void theAdminsListReplacesIt() throws IOException {
        CommonPasswords common = CommonPasswords.from(
                Files.writeString(folder.resolve("list"), "Tr0ub4dor&3x!\n").toString());
        assertThat(common.contains("tr0ub4dor&3X!")).isTrue();
        assertThat(common.contains("password")).isFalse();
    }

    @Test
    void aMissingListIsNeverReplacedSilently() {
        for (String path : new String[] {"/nowhere/list", "\0"}) {
            CommonPasswords common = CommonPasswords.from(path);
            assertThat(common.description()).startsWith("unusable: ");
            assertThatThrownBy(() -> common.contains("password")).isInstanceOf(IOException.class);
        }
    }
}
