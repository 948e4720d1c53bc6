package dev.gatehouse.demo.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeycloakDistributionTest {

    @TempDir
    private Path folder;

    @Test
    void unpacksOnceAndKeepsTheScriptExecutable() throws IOException {
        KeycloakDistribution distribution = new KeycloakDistribution(zip("keycloak-1.0/bin/kc.sh"), "1.0");

        Path home = distribution.unpackInto(folder.resolve("run"));
        Files.writeString(home.resolve("mine"), "kept");

        assertThat(home.resolve("bin/kc.sh")).isExecutable();
        assertThat(distribution.unpackInto(folder.resolve("run")).resolve("mine"))
                .exists();
        assertThat(folder.resolve("run"))
                .isDirectoryNotContaining(file -> file.getFileName().toString().startsWith("unpacking"));
    }

    @Test
    void saysWhatToDoAboutADamagedArchiveAndLeavesNothingBehind() throws IOException {
        Path zip = zip("keycloak-1.0/bin/kc.sh");
        byte[] content = Files.readAllBytes(zip);
        Files.write(zip, Arrays.copyOf(content, content.length / 2));

        assertThatThrownBy(() -> new KeycloakDistribution(zip, "1.0").unpackInto(folder.resolve("run")))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("delete it");
        assertThat(folder.resolve("run/keycloak-1.0")).doesNotExist();
    }

    @Test
    void refusesAnArchiveOfAnotherVersion() throws IOException {
        Path zip = zip("keycloak-2.0/bin/kc.sh");
        assertThatThrownBy(() -> new KeycloakDistribution(zip, "1.0").unpackInto(folder.resolve("run")))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("does not contain Keycloak 1.0");
    }

    @Test
    void refusesAnArchiveThatWritesElsewhere() throws IOException {
        Path zip = zip("../../escaped");
        assertThatThrownBy(() -> new KeycloakDistribution(zip, "1.0").unpackInto(folder.resolve("run")))
                .isInstanceOf(LauncherException.class);
        assertThat(folder.resolve("escaped")).doesNotExist();
    }

    @Test
    void installsProvidersThatChangedAndRemovesStaleOnes() throws IOException {
        Path jar = Files.writeString(folder.resolve("gatehouse-one.jar"), "1");
        Path providers = Files.createDirectories(folder.resolve("home/providers"));
        Files.writeString(providers.resolve("gatehouse-old.jar"), "old");
        Files.writeString(providers.resolve("other.jar"), "not ours");

        KeycloakDistribution.installProviders(folder.resolve("home"), List.of(jar));
        FileTime past = FileTime.fromMillis(0);
        Files.setLastModifiedTime(providers.resolve("gatehouse-one.jar"), past);
        KeycloakDistribution.installProviders(folder.resolve("home"), List.of(jar));

        assertThat(Files.getLastModifiedTime(providers.resolve("gatehouse-one.jar")))
                .isEqualTo(past);
        assertThat(providers)
                .isDirectoryNotContaining("glob:**/gatehouse-old.jar")
                .isDirectoryContaining("glob:**/other.jar");
        Files.writeString(jar, "2");
        KeycloakDistribution.installProviders(folder.resolve("home"), List.of(jar));
        assertThat(providers.resolve("gatehouse-one.jar")).hasContent("2");
    }

    private Path zip(String entry) throws IOException {
        Path zip = folder.resolve("keycloak.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry(entry));
            out.write("#!/bin/sh".getBytes(StandardCharsets.UTF_8));
        }
        return zip;
    }
}
