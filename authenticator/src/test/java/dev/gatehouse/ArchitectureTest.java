package dev.gatehouse;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.gatehouse.keycloak.provider.Variant;
import dev.gatehouse.risk.model.RiskModel;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each room imports only rooms below it, and what a room may know of the outside world is held here too. */
class ArchitectureTest {

    /** The folder of classes that are tested, and nothing else of the class path. */
    private static final JavaClasses CLASSES =
            new ClassFileImporter().importUrl(RiskModel.class.getProtectionDomain().getCodeSource().getLocation());

    private static final ArchRule roomsImportOnlyWhatIsBelowThem = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("login").definedBy("dev.gatehouse.mfa.flow..")
            .layer("issuance").definedBy("dev.gatehouse.mfa.issuance..")
            .layer("access").definedBy("dev.gatehouse.access..")
            .layer("enrolment").definedBy("dev.gatehouse.mfa.enrolment..")
            .layer("sharing").definedBy("dev.gatehouse.sharing..")
            .layer("notice").definedBy("dev.gatehouse.notification.notice..")
            .layer("recovery").definedBy("dev.gatehouse.recovery.page..")
            .layer("link").definedBy("dev.gatehouse.recovery.token..")
            .layer("account").definedBy("dev.gatehouse.mfa.stamp..")
            .layer("mfa").definedBy("dev.gatehouse.mfa.decision..")
            .layer("lockout").definedBy("dev.gatehouse.mfa.lockout..")
            .layer("code").definedBy("dev.gatehouse.mfa.otp..")
            .layer("device").definedBy("dev.gatehouse.mfa.device..")
            .layer("mail").definedBy("dev.gatehouse.notification.email..")
            .layer("report").definedBy("dev.gatehouse.mfa.report..")
            .layer("population").definedBy("dev.gatehouse.risk.population..")
            .layer("profile").definedBy("dev.gatehouse.risk.profile..")
            .layer("signals").definedBy("dev.gatehouse.risk.signals..")
            .layer("risk").definedBy("dev.gatehouse.risk.model..")
            .layer("store").definedBy("dev.gatehouse.keycloak.store..")
            .layer("grant").definedBy("dev.gatehouse.keycloak.grant..")
            .layer("factor").definedBy("dev.gatehouse.mfa.factor..")
            .layer("people").definedBy("dev.gatehouse.keycloak.membership..")
            .layer("metrics").definedBy("dev.gatehouse.keycloak.metrics..")
            .layer("crypto").definedBy("dev.gatehouse.keycloak.crypto..")
            .layer("holes").definedBy("dev.gatehouse.keycloak.vulnerability..")
            .whereLayer("login").mayNotBeAccessedByAnyLayer()
            .whereLayer("report").mayNotBeAccessedByAnyLayer()
            .whereLayer("issuance").mayOnlyBeAccessedByLayers("login")
            .whereLayer("access").mayOnlyBeAccessedByLayers("issuance")
            .whereLayer("enrolment").mayOnlyBeAccessedByLayers("login")
            .whereLayer("notice").mayOnlyBeAccessedByLayers("login", "enrolment")
            .whereLayer("recovery").mayOnlyBeAccessedByLayers("notice")
            .whereLayer("sharing").mayOnlyBeAccessedByLayers("login")
            .whereLayer("link").mayOnlyBeAccessedByLayers("recovery")
            .whereLayer("account").mayOnlyBeAccessedByLayers("notice", "enrolment", "login", "recovery", "link", "mfa", "lockout", "device")
            .whereLayer("mfa").mayOnlyBeAccessedByLayers("enrolment", "report", "notice", "login", "issuance", "sharing", "recovery")
            .whereLayer("lockout").mayOnlyBeAccessedByLayers("issuance", "recovery", "mfa")
            .whereLayer("grant").mayOnlyBeAccessedByLayers("login", "issuance", "access", "sharing", "recovery", "mfa", "lockout")
            .whereLayer("people").mayOnlyBeAccessedByLayers("login", "access", "mfa")
            .whereLayer("store").mayOnlyBeAccessedByLayers("account", "signals", "notice", "recovery", "link", "sharing", "mfa", "lockout", "code", "device")
            .whereLayer("metrics").mayOnlyBeAccessedByLayers("login", "enrolment", "issuance", "access", "sharing", "mail", "population", "profile", "signals")
            .whereLayer("crypto").mayOnlyBeAccessedByLayers("recovery", "link", "account", "device", "code", "signals")
            .whereLayer("holes").mayOnlyBeAccessedByLayers("recovery")
            .whereLayer("factor").mayOnlyBeAccessedByLayers("login", "enrolment", "notice", "recovery", "mfa", "code")
            .whereLayer("code").mayOnlyBeAccessedByLayers("login", "mfa")
            .whereLayer("device").mayOnlyBeAccessedByLayers("login", "report", "recovery", "sharing", "mfa", "lockout", "code")
            .whereLayer("mail").mayOnlyBeAccessedByLayers("notice", "login", "recovery", "mfa", "code", "device")
            .whereLayer("population").mayOnlyBeAccessedByLayers("login", "report", "mfa")
            .whereLayer("profile").mayOnlyBeAccessedByLayers("login", "enrolment", "report", "recovery", "account", "mfa", "lockout", "code", "device", "mail")
            .whereLayer("signals").mayOnlyBeAccessedByLayers("login", "recovery", "sharing", "mfa", "lockout", "code", "device", "mail", "profile")
            .whereLayer("risk").mayOnlyBeAccessedByLayers("login", "report", "population", "recovery", "sharing", "mfa", "lockout", "code", "device", "mail", "profile", "signals");

    private static final ArchRule theRiskModelIsPureJava = classes()
            .that().resideInAPackage("dev.gatehouse.risk.model..")
            .should().onlyDependOnClassesThat().resideInAnyPackage("java..", "dev.gatehouse.risk.model..");

    private static final ArchRule theRiskModelHasNoClock = noClasses()
            .that().resideInAPackage("dev.gatehouse.risk.model..")
            .should().callMethod(java.time.Instant.class, "now")
            .orShould().callMethod(System.class, "currentTimeMillis");

    private static final ArchRule onlyProfileAndPopulationKnowTheDatabase = noClasses()
            .that().resideOutsideOfPackages("dev.gatehouse.risk.profile..", "dev.gatehouse.risk.population..")
            // Keycloak's stores are made of one, which is only passed on.
            .and().haveSimpleNameNotStartingWith("GuardedUserProvider")
            .and().haveSimpleNameNotStartingWith("GuardedFederatedStorage")
            .should().dependOnClassesThat().resideInAnyPackage("jakarta.persistence..", "java.sql..");

    private static final ArchRule onlyDoorsAndTheDeviceCookieKnowHttp = noClasses()
            .that().resideOutsideOfPackages("dev.gatehouse.mfa.flow..", "dev.gatehouse.mfa.issuance..", "dev.gatehouse.mfa.report..", "dev.gatehouse.access..", "dev.gatehouse.recovery.page..",
                    "dev.gatehouse.keycloak.grant..")
            .and().doNotHaveSimpleName("DeviceCookie")
            .and().haveSimpleNameNotStartingWith("RecentMfaRequired")
            .and().doNotHaveSimpleName("EnrolmentGuard").and().doNotHaveSimpleName("InvalidConfig")
            .should().dependOnClassesThat().resideInAPackage("jakarta.ws.rs..");

    private static final ArchRule onlyTheStoreKnowsSingleUseObjects = noClasses()
            .that().resideOutsideOfPackage("dev.gatehouse.keycloak.store..")
            .should().dependOnClassesThat().haveFullyQualifiedName("org.keycloak.models.SingleUseObjectProvider");

    private static final ArchRule rulesOfCodesKnowNeitherPagesNorMails = noClasses()
            .that().resideInAPackage("dev.gatehouse.mfa.otp..")
            .should().dependOnClassesThat().resideInAnyPackage(
                    "org.keycloak.authentication..", "org.keycloak.forms..", "org.keycloak.email..", "org.keycloak.events..");

    private static final ArchRule onlyTheListOfMetricsKnowsMicrometer = noClasses()
            .that().resideOutsideOfPackage("dev.gatehouse.keycloak.metrics..")
            .should().dependOnClassesThat().resideInAPackage("io.micrometer..");

    private static final ArchRule nobodyDecidesAboutAVariantByInstanceof = noClasses()
            .should(new ArchCondition<>("ask a variant for its type by instanceof") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    type.getInstanceofChecks().stream()
                            .filter(check -> check.getRawType().isAssignableTo(Variant.class))
                            .forEach(check -> events.add(SimpleConditionEvent.satisfied(type, type.getName() + " in " + check.getSourceCodeLocation())));
                }
            });

    private static final ArchRule nothingPrintsToTheConsole = noClasses()
            .should().accessField(System.class, "out")
            .orShould().accessField(System.class, "err");

    @TestFactory
    Stream<DynamicTest> rules() {
        Map<String, ArchRule> rules = Map.ofEntries(
                Map.entry("rooms import only what is below them", roomsImportOnlyWhatIsBelowThem),
                Map.entry("the risk model is pure java", theRiskModelIsPureJava),
                Map.entry("the risk model has no clock", theRiskModelHasNoClock),
                Map.entry("only profile and population know the database", onlyProfileAndPopulationKnowTheDatabase),
                Map.entry("only doors and the device cookie know HTTP", onlyDoorsAndTheDeviceCookieKnowHttp),
                Map.entry("only the store knows single-use objects", onlyTheStoreKnowsSingleUseObjects),
                Map.entry("rules of codes know neither pages nor mails", rulesOfCodesKnowNeitherPagesNorMails),
                Map.entry("only the list of metrics knows Micrometer", onlyTheListOfMetricsKnowsMicrometer),
                Map.entry("nobody decides about a variant by instanceof", nobodyDecidesAboutAVariantByInstanceof),
                Map.entry("nothing prints to the console", nothingPrintsToTheConsole));
        return rules.entrySet().stream().map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> rule.getValue().check(CLASSES)));
    }
}
