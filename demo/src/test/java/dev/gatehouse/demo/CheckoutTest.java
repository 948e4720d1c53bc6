package dev.gatehouse.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Verifies the checkout that contains this test: Maven runs tests in the folder of their module. */
class CheckoutTest {

    private final Checkout checkout = new Checkout(Path.of("").toAbsolutePath().getParent());

    @Test
    void knowsWhereTheThemeIs() {
        assertThat(checkout.theme().resolve("login/theme.properties")).isRegularFile();
    }

    @Test
    void knowsTheJarsByTheNamesThatTheirModulesGiveThem() {
        assertThat(checkout.jars()).hasSize(3).allSatisfy(jar -> assertThat(
                        Files.readString(jar.getParent().resolveSibling("pom.xml")))
                .contains("<finalName>" + jar.getFileName().toString().replaceFirst("\\.jar$", "") + "</finalName>"));
    }
}
