package dev.gatehouse.password;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.gatehouse.architecture.Architecture;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each package uses only packages below it, and only the entry points know Keycloak. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(new ImportOption.DoNotIncludePackageInfos())
            .importPackages("dev.gatehouse.password");

    private static final Path SOURCES = Path.of("src", "main", "java");

    /** Which package uses which. */
    private static final Architecture ARCHITECTURE = new Architecture("dev.gatehouse.password", """
            config -> rules
            list -> rules
            page -> rules
            policy -> config, list, page, rules
            rules ->""");

    private static final ArchRule onlyTheDoorsKnowKeycloak = classes()
            .that()
            .resideOutsideOfPackage("dev.gatehouse.password.policy..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "dev.gatehouse.password..");

    private static final ArchRule onlyListsReadFiles = noClasses()
            .that()
            .resideOutsideOfPackages("dev.gatehouse.password.list..", "dev.gatehouse.password.policy..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.nio.file..");

    private static final ArchRule nothingAsksTheNetwork = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "org.apache.http..", "org.keycloak.connections..");

    private static final ArchRule nothingPrintsToTheConsole =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");

    @Test
    void everyArrowThatIsAllowedExists() {
        ARCHITECTURE.assertArrowsAreThoseOf(CLASSES, SOURCES);
    }

    @Test
    @DisplayName("The rules are those of the authenticator, where faults are planted to try them")
    void theRulesAreThoseOfTheAuthenticator() {
        Path rules = Path.of("src", "test", "java", "dev", "gatehouse", "architecture", "Architecture.java");
        assertThat(rules).hasSameTextualContentAs(Path.of("..", "authenticator").resolve(rules));
    }

    @TestFactory
    Stream<DynamicTest> rules() {
        Map<String, ArchRule> rules = Map.of(
                "each class is in a known package and uses only what that may", ARCHITECTURE.layers(),
                "packages have no cycles", ARCHITECTURE.packagesHaveNoCycles(),
                "only the doors know Keycloak", onlyTheDoorsKnowKeycloak,
                "only lists read files", onlyListsReadFiles,
                "nothing asks the network", nothingAsksTheNetwork,
                "nothing prints to the console", nothingPrintsToTheConsole);
        return rules.entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(), () -> rule.getValue().check(CLASSES)));
    }
}
