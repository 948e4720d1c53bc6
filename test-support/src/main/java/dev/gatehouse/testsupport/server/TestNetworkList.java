package dev.gatehouse.testsupport.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The network list that a server reads, unless a test sets another one. */
public record TestNetworkList(Path file) {

    private static final String OPTION = "--spi-authenticator--gatehouse-adaptive-mfa--network-list=";

    /** The list of a server in this folder. */
    public static TestNetworkList in(Path home) {
        return new TestNetworkList(home.resolve("networks.txt"));
    }

    /** Writes the list of a server in this folder. */
    public static TestNetworkList writtenInto(Path home) {
        try {
            return new TestNetworkList(
                    Files.writeString(
                            in(home).file(),
                            "# addresses for documentation, which no other test comes from\n"
                                    + "198.51.100.0/24 deny\n203.0.113.0/24 hosting\n203.0.113.128/25 vpn longer, so it holds\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The option that names the list, unless the given options do. */
    public List<String> keycloakArguments(List<String> given) {
        return given.stream().anyMatch(argument -> argument.startsWith(OPTION)) ? List.of() : List.of(OPTION + file);
    }
}
