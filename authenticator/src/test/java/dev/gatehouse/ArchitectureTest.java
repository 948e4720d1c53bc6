package dev.gatehouse;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Each room imports only rooms below it, and what a room may know of the outside world is held here too. */
@AnalyzeClasses(packages = "dev.gatehouse", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule roomsImportOnlyWhatIsBelowThem = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("login").definedBy("dev.gatehouse.login..")
            .layer("mfa").definedBy("dev.gatehouse.mfa..")
            .layer("code").definedBy("dev.gatehouse.code..")
            .layer("device").definedBy("dev.gatehouse.device..")
            .layer("mail").definedBy("dev.gatehouse.mail..")
            .layer("profile").definedBy("dev.gatehouse.profile..")
            .layer("signals").definedBy("dev.gatehouse.signals..")
            .layer("risk").definedBy("dev.gatehouse.risk..")
            .layer("crypto").definedBy("dev.gatehouse.crypto..")
            .whereLayer("login").mayNotBeAccessedByAnyLayer()
            .whereLayer("mfa").mayOnlyBeAccessedByLayers("login")
            .whereLayer("code").mayOnlyBeAccessedByLayers("login", "mfa")
            .whereLayer("device").mayOnlyBeAccessedByLayers("login", "mfa", "code")
            .whereLayer("mail").mayOnlyBeAccessedByLayers("login", "mfa", "code", "device")
            .whereLayer("profile").mayOnlyBeAccessedByLayers("login", "mfa", "code", "device", "mail")
            .whereLayer("signals").mayOnlyBeAccessedByLayers("login", "mfa", "code", "device", "mail", "profile")
            .whereLayer("risk").mayOnlyBeAccessedByLayers("login", "mfa", "code", "device", "mail", "profile", "signals");

    @ArchTest
    static final ArchRule theRiskModelIsPureJava = classes()
            .that().resideInAPackage("dev.gatehouse.risk..")
            .should().onlyDependOnClassesThat().resideInAnyPackage("java..", "dev.gatehouse.risk..");

    @ArchTest
    static final ArchRule theRiskModelHasNoClock = noClasses()
            .that().resideInAPackage("dev.gatehouse.risk..")
            .should().callMethod(java.time.Instant.class, "now")
            .orShould().callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule onlyProfileKnowsTheDatabase = noClasses()
            .that().resideOutsideOfPackage("dev.gatehouse.profile..")
            .should().dependOnClassesThat().resideInAPackage("jakarta.persistence..");

    @ArchTest
    static final ArchRule onlyDoorsAndDevicesKnowHttp = noClasses()
            .that().resideOutsideOfPackages("dev.gatehouse.login..", "dev.gatehouse.device..")
            .should().dependOnClassesThat().resideInAPackage("jakarta.ws.rs..");

    @ArchTest
    static final ArchRule onlyCodeKnowsTheSharedStore = noClasses()
            .that().resideOutsideOfPackage("dev.gatehouse.code..")
            .should().dependOnClassesThat().haveFullyQualifiedName("org.keycloak.models.SingleUseObjectProvider");

    @ArchTest
    static final ArchRule rulesOfCodesKnowNeitherPagesNorMails = noClasses()
            .that().resideInAPackage("dev.gatehouse.code..")
            .should().dependOnClassesThat().resideInAnyPackage(
                    "org.keycloak.authentication..", "org.keycloak.forms..", "org.keycloak.email..", "org.keycloak.events..");

    @ArchTest
    static final ArchRule nothingPrintsToTheConsole = noClasses()
            .should().accessField(System.class, "out")
            .orShould().accessField(System.class, "err");
}
