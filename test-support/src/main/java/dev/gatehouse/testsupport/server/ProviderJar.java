package dev.gatehouse.testsupport.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * A provider for the tests' server only, in its own JAR.
 *
 * @param name the JAR's name
 * @param factoryType the type that the provider's factory implements
 * @param factory the factory
 * @param others the other classes of the JAR
 */
public record ProviderJar(String name, Class<?> factoryType, Class<?> factory, List<Class<?>> others) {

    /** Installs it into a server. */
    public void installIn(Path home) {
        try (JarOutputStream jar = new JarOutputStream(
                Files.newOutputStream(home.resolve("providers").resolve(name + ".jar")))) {
            // Without it Keycloak does not look for resources in a JAR.
            jar.putNextEntry(entry("META-INF/beans.xml"));
            jar.putNextEntry(entry("META-INF/services/" + factoryType.getName()));
            jar.write(factory.getName().getBytes(StandardCharsets.UTF_8));
            add(jar, factory);
            for (Class<?> other : others) {
                add(jar, other);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Always with the same timestamp, so that the same classes make the same JAR. */
    private static JarEntry entry(String path) {
        JarEntry entry = new JarEntry(path);
        entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
        return entry;
    }

    private static void add(JarOutputStream jar, Class<?> type) throws IOException {
        String path = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(entry(path));
        try (InputStream bytes = type.getClassLoader().getResourceAsStream(path)) {
            bytes.transferTo(jar);
        }
    }
}
