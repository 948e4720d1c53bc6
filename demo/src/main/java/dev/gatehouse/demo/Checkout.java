package dev.gatehouse.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The sources that the demo was built from, and the output of later builds.
 *
 * @param root the project's folder
 */
record Checkout(Path root) {

    /** Returns the theme's folder, which has the theme's name. */
    Path theme() {
        return root.resolve("themes/src/main/resources/theme/gatehouse");
    }

    /** Returns the JARs of the bundle that {@code mvn package} builds. */
    List<Path> jars() {
        return Stream.of("authenticator", "password-policy", "themes")
                .map(module -> root.resolve(module).resolve("target").resolve("gatehouse-" + module + ".jar"))
                .toList();
    }
}
