package dev.gatehouse.password;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each room imports only rooms below it, and only the doors know Keycloak. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.gatehouse.password");

    private static final ArchRule roomsImportOnlyWhatIsBelowThem = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("policy").definedBy("dev.gatehouse.password.policy..")
            .layer("page").definedBy("dev.gatehouse.password.page..")
            .layer("config").definedBy("dev.gatehouse.password.config..")
            .layer("list").definedBy("dev.gatehouse.password.list..")
            .layer("rules").definedBy("dev.gatehouse.password.rules..")
            .whereLayer("policy").mayNotBeAccessedByAnyLayer()
            .whereLayer("page").mayOnlyBeAccessedByLayers("policy")
            .whereLayer("config").mayOnlyBeAccessedByLayers("policy")
            .whereLayer("list").mayOnlyBeAccessedByLayers("policy");

    private static final ArchRule onlyTheDoorsKnowKeycloak = classes()
            .that().resideOutsideOfPackage("dev.gatehouse.password.policy..")
            .should().onlyDependOnClassesThat().resideInAnyPackage("java..", "dev.gatehouse.password..");

    private static final ArchRule onlyListsReadFiles = noClasses()
            .that().resideOutsideOfPackages("dev.gatehouse.password.list..", "dev.gatehouse.password.policy..")
            .should().dependOnClassesThat().resideInAPackage("java.nio.file..");

    private static final ArchRule nothingAsksTheNetwork = noClasses()
            .should().dependOnClassesThat().resideInAnyPackage("java.net..", "org.apache.http..", "org.keycloak.connections..");

    private static final ArchRule nothingPrintsToTheConsole = noClasses()
            .should().accessField(System.class, "out")
            .orShould().accessField(System.class, "err");

    @TestFactory
    Stream<DynamicTest> rules() {
        Map<String, ArchRule> rules = Map.of(
                "rooms import only what is below them", roomsImportOnlyWhatIsBelowThem,
                "only the doors know Keycloak", onlyTheDoorsKnowKeycloak,
                "only lists read files", onlyListsReadFiles,
                "nothing asks the network", nothingAsksTheNetwork,
                "nothing prints to the console", nothingPrintsToTheConsole);
        return rules.entrySet().stream().map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> rule.getValue().check(CLASSES)));
    }
}
