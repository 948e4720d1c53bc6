package dev.gatehouse.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Whether Keycloak must rebuild itself for another version of a provider's JAR, which takes most of a restart. The result of its build
 * depends on which classes and services there are, and on REST resources and entities, for which it generates code. Everything else is read
 * from the JAR at each start.
 */
final class JarDifference {

    /** The types for whose users Keycloak generates code, as they are written in class files. */
    private static final List<String> GENERATED_FOR =
            List.of("Ljakarta/ws/rs/", "Ljakarta/persistence/", "Ljakarta/inject/", "Ljakarta/enterprise/");

    private JarDifference() {}

    /**
     * Compares two versions of a JAR.
     *
     * @return false if in doubt
     */
    static boolean needsOnlyAStart(Path before, Path after) {
        try (ZipFile old = new ZipFile(before.toFile());
                ZipFile now = new ZipFile(after.toFile())) {
            Set<String> names = names(old);
            if (!names.equals(names(now))) {
                return false;
            }
            for (String name : names) {
                byte[] was = read(old, name);
                byte[] is = read(now, name);
                if (!Arrays.equals(was, is)
                        && (name.startsWith("META-INF/") || isGeneratedFor(name, was) || isGeneratedFor(name, is))) {
                    return false;
                }
            }
            return true;
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static boolean isGeneratedFor(String name, byte[] content) {
        String text = name.endsWith(".class") ? new String(content, StandardCharsets.ISO_8859_1) : "";
        return GENERATED_FOR.stream().anyMatch(text::contains);
    }

    private static Set<String> names(ZipFile jar) {
        return jar.stream()
                .filter(entry -> !entry.isDirectory())
                .map(ZipEntry::getName)
                .collect(Collectors.toSet());
    }

    private static byte[] read(ZipFile jar, String name) throws IOException {
        try (InputStream content = jar.getInputStream(jar.getEntry(name))) {
            return content.readAllBytes();
        }
    }
}
