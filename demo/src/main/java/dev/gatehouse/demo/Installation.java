package dev.gatehouse.demo;

import dev.gatehouse.demo.keycloak.KeycloakDistribution;
import dev.gatehouse.demo.keycloak.LauncherException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The files that the build put next to the demo's JAR.
 *
 * @param folder the build's folder, {@code demo/target}
 * @param keycloakVersion the version of the distribution in it
 */
public record Installation(Path folder, String keycloakVersion) {

    /** Returns the installation that the running JAR belongs to. */
    static Installation ofThisJar() {
        try {
            return in(Path.of(Installation.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .getParent());
        } catch (URISyntaxException e) {
            throw new LauncherException(
                    "The folder of the demo's JAR has a name that Java cannot read. Move the project to another folder.",
                    e);
        }
    }

    /** Returns the installation in the folder {@code demo/target} of a built project. */
    public static Installation in(Path folder) {
        try (InputStream file = Installation.class.getResourceAsStream("build.properties")) {
            Properties properties = new Properties();
            properties.load(file);
            return new Installation(folder, properties.getProperty("keycloak.version"));
        } catch (IOException e) {
            throw new LauncherException("The demo's JAR is damaged. Build the project again.", e);
        }
    }

    /** Returns the server as the build downloaded it. */
    public KeycloakDistribution distribution() {
        return new KeycloakDistribution(
                folder.resolve("distribution").resolve("keycloak-" + keycloakVersion + ".zip"), keycloakVersion);
    }

    /** Returns the bundle's JARs. */
    public List<Path> providers() {
        return jars("providers");
    }

    /** Returns JARs that show what the bundle does but are not part of it. */
    public List<Path> tools() {
        return jars("tools");
    }

    private List<Path> jars(String name) {
        Path providers = folder.resolve(name);
        try (Stream<Path> files = Files.list(providers)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new LauncherException(
                    "The provider JARs are missing in %s. Build the project with \"mvn package\" first."
                            .formatted(providers),
                    e);
        }
    }

    /** Returns the project that the build belongs to. */
    Checkout checkout() {
        return new Checkout(folder.toAbsolutePath().getParent().getParent());
    }

    /** Returns the folder of the unpacked server and its data. */
    Path runFolder() {
        return folder.resolve("run");
    }
}
