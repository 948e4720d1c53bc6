package dev.gatehouse.testsupport.server;

import dev.gatehouse.demo.Installation;
import dev.gatehouse.demo.keycloak.ReferenceRealm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a server consists of.
 *
 * @param providers the JARs in its {@code providers} folder
 * @param realms writes the realms that it imports
 * @param production whether it starts in production mode
 */
public record ServerSpec(
        List<Path> providers, Function<ReferenceRealm, Function<Path, List<Path>>> realms, boolean production) {

    public static ServerSpec gatehouse(Installation installation) {
        return new ServerSpec(
                Stream.of(installation.providers(), installation.tools())
                        .flatMap(List::stream)
                        .toList(),
                realm -> realm::writeTo,
                false);
    }

    /** With the JARs of another release instead of the bundle's. */
    public static ServerSpec of(List<Path> providers, Installation installation) {
        return new ServerSpec(
                Stream.of(providers, installation.tools()).flatMap(List::stream).toList(),
                realm -> realm::writeTo,
                false);
    }

    public static ServerSpec stock() {
        return new ServerSpec(List.of(), realm -> new StockRealm(realm)::writeTo, false);
    }

    public ServerSpec inProduction() {
        return new ServerSpec(providers, realms, true);
    }

    /**
     * The realms that it imports, with ports of 0, so that servers can be compared.
     *
     * @param folder where the files are written
     */
    String realmsAsText(Path folder) {
        return realms.apply(new ReferenceRealm(0, 0, 0)).apply(folder).stream()
                .map(ServerSpec::read)
                .collect(Collectors.joining());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean hasGatehouse() {
        return !providers.isEmpty();
    }
}
