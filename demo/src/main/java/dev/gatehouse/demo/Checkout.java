package dev.gatehouse.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The sources that the demo was built from, and what further builds make of them.
 *
 * @param root the project's folder
 */
record Checkout(Path root) {

    /** Returns the theme's folder, which has the theme's name. */
    Path theme() {
        return root.resolve("themes/src/main/resources/theme/gatehouse");
    }

    /** Returns where {@code mvn package} puts the bundle's JARs. */
    List<Path> jars() {
        return Stream.of("authenticator", "password-policy", "themes")
                .map(module -> root.resolve(module).resolve("target").resolve("gatehouse-" + module + ".jar")).toList();
    }
}
