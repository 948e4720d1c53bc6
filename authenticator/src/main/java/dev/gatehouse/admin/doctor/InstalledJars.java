package dev.gatehouse.admin.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The JARs of Gatehouse on this server. Each contains a file that names its build.
 *
 * @param found the JARs; one twice if it was installed twice
 */
public record InstalledJars(List<Jar> found) {

    /** The JAR that this class is in. */
    static final String OWN = "gatehouse-authenticator";

    private static final List<String> NAMES = List.of(OWN, "gatehouse-password-policy", "gatehouse-themes");
    private static final String UNKNOWN = "unknown";

    /** This server's. They do not change while it runs. */
    public static final InstalledJars INSTANCE = read();

    /**
     * A JAR.
     *
     * @param name its name without the version
     * @param build its version and the time of its sources
     */
    public record Jar(String name, String build) {}

    public InstalledJars {
        found = List.copyOf(found);
    }

    private static InstalledJars read() {
        return new InstalledJars(NAMES.stream().flatMap(InstalledJars::read).toList());
    }

    private static Stream<Jar> read(String name) {
        try {
            List<Jar> jars = new ArrayList<>();
            for (URL file : Collections.list(
                    InstalledJars.class.getClassLoader().getResources("META-INF/gatehouse/" + name + ".properties"))) {
                Properties build = new Properties();
                try (InputStream in = file.openStream()) {
                    build.load(in);
                }
                jars.add(new Jar(
                        name,
                        build.getProperty("version", UNKNOWN) + " (" + build.getProperty("sources", UNKNOWN) + ")"));
            }
            return jars.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The build that all JARs must be of. */
    public String build() {
        return found.stream()
                .filter(jar -> jar.name().equals(OWN))
                .map(Jar::build)
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** The JARs of another build than the one that this class is in. */
    Stream<Jar> ofOtherBuild() {
        return found.stream().filter(jar -> !jar.build().equals(build()));
    }

    /** The names of JARs that are not installed. */
    Stream<String> missing() {
        return NAMES.stream()
                .filter(name -> found.stream().noneMatch(jar -> jar.name().equals(name)));
    }
}
