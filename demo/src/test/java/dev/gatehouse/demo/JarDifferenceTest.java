package dev.gatehouse.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarDifferenceTest {

    private static final Map<String, String> JAR = Map.of(
            "META-INF/services/Factory",
            "a.Factory",
            "a/Factory.class",
            "code",
            "a/Resource.class",
            "code Ljakarta/ws/rs/GET; code",
            "messages_en.properties",
            "a=b");

    @TempDir
    Path folder;

    @Test
    void codeAndTextsThatChangeNeedOnlyAStart() throws IOException {
        assertThat(needsOnlyAStart(Map.of("a/Factory.class", "other code", "messages_en.properties", "a=c")))
                .isTrue();
    }

    @Test
    void whatKeycloakGeneratesCodeForNeedsMore() throws IOException {
        assertThat(needsOnlyAStart(Map.of("a/Resource.class", "other code")))
                .as("no resource any more")
                .isFalse();
        assertThat(needsOnlyAStart(Map.of("a/Factory.class", "code Ljakarta/persistence/Entity; code")))
                .as("an entity now")
                .isFalse();
    }

    @Test
    void anotherClassOrServiceNeedsMore() throws IOException {
        assertThat(needsOnlyAStart(Map.of("a/New.class", "code"))).isFalse();
        assertThat(needsOnlyAStart(Map.of("META-INF/services/Factory", "a.Factory\nb.Factory")))
                .isFalse();
    }

    @Test
    void whatCannotBeReadNeedsMore() throws IOException {
        Path damaged = Files.writeString(folder.resolve("damaged.jar"), "no zip");
        assertThat(JarDifference.needsOnlyAStart(damaged, jar("new.jar", JAR))).isFalse();
    }

    private boolean needsOnlyAStart(Map<String, String> changes) throws IOException {
        Map<String, String> changed = new HashMap<>(JAR);
        changed.putAll(changes);
        return JarDifference.needsOnlyAStart(jar("old.jar", JAR), jar("new.jar", changed));
    }

    private Path jar(String name, Map<String, String> entries) throws IOException {
        Path jar = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }
}
