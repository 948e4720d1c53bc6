package dev.gatehouse.it.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.storage.UserStorageProviderFactory;

/** Makes {@link ReadOnlyStore}. */
public final class ReadOnlyStoreFactory implements UserStorageProviderFactory<ReadOnlyStore> {

    /** The provider's id. */
    public static final String ID = "test-read-only-store";

    @Override
    public ReadOnlyStore create(KeycloakSession session, ComponentModel model) {
        return new ReadOnlyStore();
    }

    @Override
    public String getId() {
        return ID;
    }

    /** Puts both classes into a JAR among a server's providers. */
    public static void installIn(Path home) {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(home.resolve("providers").resolve(ID + ".jar")))) {
            jar.putNextEntry(new JarEntry("META-INF/services/" + UserStorageProviderFactory.class.getName()));
            jar.write(ReadOnlyStoreFactory.class.getName().getBytes(StandardCharsets.UTF_8));
            for (Class<?> type : List.of(ReadOnlyStore.class, ReadOnlyStoreFactory.class)) {
                String path = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(path));
                try (InputStream bytes = type.getClassLoader().getResourceAsStream(path)) {
                    bytes.transferTo(jar);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
