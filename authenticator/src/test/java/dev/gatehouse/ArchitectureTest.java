package dev.gatehouse;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.gatehouse.architecture.Architecture;
import dev.gatehouse.keycloak.metrics.GatehouseCounter;
import dev.gatehouse.keycloak.provider.Variant;
import dev.gatehouse.risk.model.RiskModel;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Checks that each package uses only packages below it, and which packages may use which libraries and APIs. */
class ArchitectureTest {

    /** The classes under test, and nothing else of the class path. */
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludePackageInfos())
            .importUrl(RiskModel.class.getProtectionDomain().getCodeSource().getLocation());

    private static final Path SOURCES = Path.of("src", "main", "java");

    /** The allowed dependencies between wings. */
    private static final String WINGS = """
            access -> keycloak
            admin -> access, keycloak, mfa, notification, recovery, risk
            keycloak ->
            mfa -> access, keycloak, notification, risk
            notification -> keycloak, risk
            pages -> admin, keycloak, recovery
            recovery -> keycloak, mfa, notification, risk
            risk -> keycloak
            sharing -> keycloak, mfa, risk""";

    /** The allowed dependencies between packages. */
    private static final Architecture ARCHITECTURE = new Architecture("dev.gatehouse", """
            access -> keycloak.config, keycloak.event, keycloak.grant, keycloak.membership, keycloak.metrics, keycloak.provider,
                    keycloak.realm, keycloak.session, keycloak.settings, keycloak.text
            admin -> admin.doctor, admin.help, admin.logins, admin.setup, admin.whatif, mfa.report
            admin.command ->
            admin.doctor -> admin.flow, admin.http, keycloak.clock, keycloak.config, keycloak.grant, keycloak.metrics, keycloak.realm,
                    keycloak.session, keycloak.settings, keycloak.text, keycloak.vulnerability, mfa.decision, mfa.enrolment, mfa.factor,
                    mfa.issuance, notification.email, risk.model, risk.population, risk.signals
            admin.flow ->
            admin.help -> admin.http, keycloak.account, keycloak.clock, keycloak.event, keycloak.json, keycloak.membership, keycloak.store, keycloak.text,
                    mfa.decision, mfa.device, mfa.lockout, mfa.otp, mfa.report, notification.email, notification.notice, recovery.page,
                    risk.profile
            admin.http -> keycloak.json
            admin.logins -> admin.http, keycloak.clock, keycloak.event, keycloak.json, keycloak.provider, keycloak.session, keycloak.text
            admin.page -> access, admin.doctor, admin.flow, admin.help, admin.http, admin.logins, admin.page.plot, admin.setup,
                    admin.whatif, keycloak.account, keycloak.clock, keycloak.config, keycloak.crypto, keycloak.event, keycloak.grant,
                    keycloak.json, keycloak.provider, keycloak.realm, keycloak.text, mfa.decision, mfa.device, mfa.enforcement,
                    mfa.lockout, mfa.report, notification.email, risk.model, risk.population
            admin.page.plot ->
            admin.setup -> admin.flow, admin.http, keycloak.clock, keycloak.config, keycloak.crypto, keycloak.grant, keycloak.json,
                    keycloak.membership, keycloak.provider, keycloak.realm, keycloak.text, mfa.decision
            admin.whatif -> admin.http, keycloak.account, keycloak.clock, keycloak.text, mfa.decision, mfa.enforcement, mfa.factor, risk.model, risk.signals
            keycloak.account -> keycloak.session, keycloak.text
            keycloak.clock ->
            keycloak.config ->
            keycloak.crypto -> keycloak.session
            keycloak.event ->
            keycloak.grant -> keycloak.provider
            keycloak.json ->
            keycloak.locale -> keycloak.config, keycloak.realm
            keycloak.membership ->
            keycloak.metrics ->
            keycloak.page -> keycloak.provider, keycloak.realm, keycloak.theme
            keycloak.provider ->
            keycloak.realm -> keycloak.config, keycloak.grant
            keycloak.session ->
            keycloak.settings -> keycloak.clock, keycloak.config, keycloak.event, keycloak.json, keycloak.provider, keycloak.realm,
                    keycloak.session, keycloak.store, keycloak.text
            keycloak.store -> keycloak.clock, keycloak.session
            keycloak.text ->
            keycloak.theme -> keycloak.provider
            keycloak.vulnerability ->
            mfa.decision -> keycloak.clock, keycloak.config, keycloak.event, keycloak.grant, keycloak.json, keycloak.membership,
                    keycloak.provider, keycloak.realm, keycloak.session, keycloak.settings, keycloak.store, keycloak.text, mfa.device, mfa.enforcement,
                    mfa.factor, mfa.lockout, mfa.otp, mfa.stamp, notification.email, risk.model, risk.population, risk.profile,
                    risk.signals
            mfa.device -> keycloak.account, keycloak.clock, keycloak.crypto, keycloak.grant, keycloak.json, keycloak.session, keycloak.store,
                    mfa.stamp, risk.model, risk.profile, risk.signals
            mfa.enforcement -> keycloak.clock, keycloak.session
            mfa.enrolment -> keycloak.account, keycloak.config, keycloak.grant, keycloak.json, keycloak.metrics, keycloak.realm,
                    keycloak.session, keycloak.text, mfa.decision, mfa.stamp, notification.notice
            mfa.factor -> keycloak.text
            mfa.flow -> keycloak.account, keycloak.clock, keycloak.config, keycloak.event, keycloak.grant, keycloak.membership,
                    keycloak.metrics, keycloak.provider, keycloak.realm, keycloak.session, keycloak.text, mfa.decision, mfa.device,
                    mfa.enforcement, mfa.enrolment, mfa.factor, mfa.issuance, mfa.lockout, mfa.otp, mfa.stamp, notification.notice,
                    risk.model, risk.population, risk.profile, risk.signals
            mfa.issuance -> access, keycloak.config, keycloak.event, keycloak.grant, keycloak.metrics, keycloak.realm, mfa.decision
            mfa.lockout -> keycloak.clock, keycloak.grant, keycloak.realm, keycloak.session, keycloak.store, mfa.device, mfa.otp, mfa.stamp,
                    risk.model, risk.profile, risk.signals
            mfa.otp -> keycloak.clock, keycloak.crypto, keycloak.provider, keycloak.store, keycloak.text, mfa.factor, risk.profile
            mfa.report -> keycloak.clock, keycloak.json, keycloak.realm, keycloak.text, mfa.decision, mfa.device, mfa.enforcement, risk.model, risk.population, risk.profile
            mfa.signin -> keycloak.account, keycloak.config, keycloak.grant, keycloak.provider, keycloak.realm, mfa.decision, mfa.device, mfa.lockout
            mfa.stamp -> keycloak.account, keycloak.crypto, keycloak.store, risk.profile
            notification.email -> keycloak.account, keycloak.clock, keycloak.config, keycloak.crypto, keycloak.metrics, keycloak.realm, keycloak.session,
                    keycloak.text, keycloak.theme, notification.email.smtp, risk.model, risk.population, risk.signals
            notification.email.smtp ->
            notification.notice -> keycloak.account, keycloak.clock, keycloak.config, keycloak.event, keycloak.grant, keycloak.provider,
                    keycloak.realm, keycloak.session, keycloak.settings, keycloak.store, keycloak.text, notification.email
            pages -> admin.page, keycloak.provider, recovery.page
            recovery.actiontoken -> keycloak.event, keycloak.realm, mfa.stamp, recovery.link, risk.profile
            recovery.link -> keycloak.clock, keycloak.crypto, keycloak.json, keycloak.provider, keycloak.realm, keycloak.session,
                    keycloak.text, mfa.stamp, notification.email, recovery.token, risk.profile
            recovery.page -> keycloak.account, keycloak.clock, keycloak.config, keycloak.crypto, keycloak.event, keycloak.grant,
                    keycloak.json, keycloak.page, keycloak.provider, keycloak.realm, keycloak.session, keycloak.store, keycloak.text,
                    keycloak.vulnerability, mfa.decision, mfa.device, mfa.lockout, mfa.otp, mfa.stamp, notification.email,
                    notification.notice, recovery.link, recovery.token, risk.model, risk.profile, risk.signals
            recovery.token -> keycloak.account, keycloak.crypto, keycloak.provider, keycloak.store, keycloak.text, mfa.stamp
            risk.model ->
            risk.population -> keycloak.clock, keycloak.config, keycloak.metrics, keycloak.session, keycloak.text, risk.model
            risk.profile -> keycloak.metrics, keycloak.provider, keycloak.session, keycloak.text, risk.model
            risk.signals -> keycloak.clock, keycloak.config, keycloak.crypto, keycloak.metrics, keycloak.provider, keycloak.session, keycloak.store, risk.model
            sharing -> keycloak.clock, keycloak.config, keycloak.event, keycloak.grant, keycloak.metrics, keycloak.provider, keycloak.realm,
                    keycloak.session, keycloak.settings, keycloak.store, mfa.device, risk.model, risk.signals""");

    private static final ArchRule theRiskModelIsPureJava = classes()
            .that()
            .resideInAPackage("dev.gatehouse.risk.model..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "dev.gatehouse.risk.model..");

    private static final ArchRule theRiskModelHasNoClock = noClasses()
            .that()
            .resideInAPackage("dev.gatehouse.risk.model..")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    private static final ArchRule theCommandUsesNothingButJava = classes()
            .that()
            .resideInAPackage("dev.gatehouse.admin.command..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "javax.net.ssl..", "dev.gatehouse.admin.command..", "org.jspecify.annotations..");

    private static final ArchRule plotsUseNothingButJava = classes()
            .that()
            .resideInAPackage("dev.gatehouse.admin.page.plot..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "javax.xml.stream..", "dev.gatehouse.admin.page.plot..");

    private static final ArchRule onlyStoresUseTheDatabase = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.gatehouse.risk.profile..",
                    "dev.gatehouse.risk.population..",
                    "dev.gatehouse.recovery.link..",
                    "dev.gatehouse.keycloak.settings..",
                    "dev.gatehouse.mfa.enforcement..")
            // These receive an EntityManager only to pass it on to Keycloak's stores.
            .and()
            .haveSimpleNameNotStartingWith("GuardedUserProvider")
            .and()
            .haveSimpleNameNotStartingWith("GuardedFederatedStorage")
            // These count by a query what Keycloak's interface would load one by one.
            .and()
            .doNotHaveSimpleName("UsersWithoutFactor")
            .and()
            .doNotHaveSimpleName("Counts")
            // What was applied to a realm is kept with a lock that Keycloak's interfaces do not have.
            .and()
            .haveNameNotMatching(".*\\.SetupTable(\\$.*)?")
            // Feedback is kept in a table, and Keycloak's interface cannot find an event by its id.
            .and()
            .haveNameNotMatching(".*\\.admin\\.logins\\.(FeedbackEntity|FeedbackStore|StoredEvents)")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "java.sql..");

    private static final ArchRule onlyEntryPointsAndCookiesUseHttp = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.gatehouse.admin..",
                    "dev.gatehouse.pages..",
                    "dev.gatehouse.mfa.flow..",
                    "dev.gatehouse.mfa.issuance..",
                    "dev.gatehouse.mfa.report..",
                    "dev.gatehouse.mfa.signin..",
                    "dev.gatehouse.access..",
                    "dev.gatehouse.recovery.page..",
                    "dev.gatehouse.recovery.actiontoken..",
                    "dev.gatehouse.keycloak.grant..",
                    "dev.gatehouse.keycloak.page..")
            .and()
            .doNotHaveSimpleName("DeviceCookie")
            .and()
            .doNotHaveSimpleName("RealmCookie")
            // Keycloak's parser takes a header only as one of a request.
            .and()
            .doNotHaveSimpleName("UserAgentHeader")
            .and()
            .doNotHaveSimpleName("LikelyZone")
            .and()
            .haveSimpleNameNotStartingWith("RecentMfaRequired")
            .and()
            .doNotHaveSimpleName("EnrolmentGuard")
            .and()
            .doNotHaveSimpleName("InvalidConfig")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.ws.rs..");

    private static final ArchRule onlyTheStoreUsesSingleUseObjects = noClasses()
            .that()
            .resideOutsideOfPackage("dev.gatehouse.keycloak.store..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.keycloak.models.SingleUseObjectProvider");

    private static final ArchRule codeRulesUseNeitherPagesNorEmails = noClasses()
            .that()
            .resideInAPackage("dev.gatehouse.mfa.otp..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.keycloak.authentication..",
                    "org.keycloak.forms..",
                    "org.keycloak.email..",
                    "org.keycloak.events..");

    private static final ArchRule onlyTheMetricsPackageUsesMicrometer = noClasses()
            .that()
            .resideOutsideOfPackage("dev.gatehouse.keycloak.metrics..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micrometer..");

    private static final ArchRule onlyOneClassCountsEmailsAndAnswers = noClasses()
            .that()
            .doNotHaveSimpleName("ChallengeCounter")
            .and()
            .doNotHaveSimpleName("GatehouseCounter")
            .should()
            .accessField(GatehouseCounter.class, "CODE_MAILS")
            .orShould()
            .accessField(GatehouseCounter.class, "FACTOR_ANSWERS");

    private static final ArchRule noVariantIsDistinguishedByInstanceof = noClasses()
            .should(new ArchCondition<>("test a variant for its type by instanceof") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    type.getInstanceofChecks().stream()
                            .filter(check -> check.getRawType().isAssignableTo(Variant.class))
                            .forEach(check -> events.add(SimpleConditionEvent.satisfied(
                                    type, type.getName() + " in " + check.getSourceCodeLocation())));
                }
            });

    private static final ArchRule onlyOneClassEnlistsWhatFollowsACommit = noClasses()
            .that()
            .resideOutsideOfPackage("dev.gatehouse.keycloak.session..")
            // It takes links back before the commit.
            .and()
            .haveNameNotMatching(".*\\.PendingIdpLink(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.keycloak.models.AbstractKeycloakTransaction");

    private static final ArchRule onlyTheCommandPrintsToTheConsole = noClasses()
            .that()
            .resideOutsideOfPackage("dev.gatehouse.admin.command..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @Test
    void theAllowedDependenciesAreExactlyThoseOfTheCode() {
        ARCHITECTURE.assertArrowsAreThoseOf(CLASSES, SOURCES);
    }

    @Test
    void wingsUseOnlyWingsBelowThem() {
        assertThat(ARCHITECTURE.wings()).isEqualTo(WINGS);
    }

    @TestFactory
    Stream<DynamicTest> rules() {
        Map<String, ArchRule> rules = Map.ofEntries(
                Map.entry(
                        "each class is in a known package and uses only what its package may use",
                        ARCHITECTURE.layers()),
                Map.entry("wings have no cycles", ARCHITECTURE.wingsHaveNoCycles()),
                Map.entry("packages have no cycles", ARCHITECTURE.packagesHaveNoCycles()),
                Map.entry("the risk model is pure java", theRiskModelIsPureJava),
                Map.entry("the risk model has no clock", theRiskModelHasNoClock),
                Map.entry("the command uses nothing but Java", theCommandUsesNothingButJava),
                Map.entry("plots use nothing but Java", plotsUseNothingButJava),
                Map.entry("only profile and population use the database", onlyStoresUseTheDatabase),
                Map.entry("only entry points and the device cookie use HTTP", onlyEntryPointsAndCookiesUseHttp),
                Map.entry("only the store uses single-use objects", onlyTheStoreUsesSingleUseObjects),
                Map.entry("code rules use neither pages nor emails", codeRulesUseNeitherPagesNorEmails),
                Map.entry("only the metrics package uses Micrometer", onlyTheMetricsPackageUsesMicrometer),
                Map.entry("only one class counts emails and answers", onlyOneClassCountsEmailsAndAnswers),
                Map.entry("no variant is distinguished by instanceof", noVariantIsDistinguishedByInstanceof),
                Map.entry("only one class enlists what follows a commit", onlyOneClassEnlistsWhatFollowsACommit),
                Map.entry("only the command prints to the console", onlyTheCommandPrintsToTheConsole));
        return rules.entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(), () -> rule.getValue().check(CLASSES)));
    }
}
