package dev.gatehouse.admin.doctor;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.vulnerability.KnownVulnerabilities;
import dev.gatehouse.keycloak.vulnerability.Release;
import dev.gatehouse.keycloak.vulnerability.Vulnerability;
import dev.gatehouse.mfa.enrolment.EnrolmentGuardStartupCheck;
import dev.gatehouse.mfa.issuance.TokenIssuanceGuardStartupCheck;
import dev.gatehouse.risk.signals.IpAddressDataProvider;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.common.Version;
import org.keycloak.common.util.Environment;
import org.keycloak.models.KeycloakSessionFactory;

/** Checks of the server that answers: its options, JARs and data. The nodes of a cluster may differ. */
final class ServerChecks {

    static final List<Check> ALL = List.of(
            Check.of("issuance-guard-off", Severity.HOLE, ServerChecks::issuanceGuardOff),
            Check.of("factor-guard-off", Severity.HOLE, ServerChecks::factorGuardOff),
            Check.of("hostname-unset", Severity.RISK, ServerChecks::hostnameUnset),
            Check.of("jar-other-build", Severity.RISK, ServerChecks::otherBuilds),
            Check.of("jar-missing", Severity.NOTE, ServerChecks::missingJars),
            Check.of("address-data-old", Severity.RISK, ServerChecks::oldAddressData),
            Check.of("keycloak-vulnerable", Severity.RISK, ServerChecks::vulnerableKeycloak));

    /** The first release of Keycloak that Gatehouse does not support, so that moving to it is no advice. */
    private static final Release UNSUPPORTED = new Release(26, 8, 0);

    /** How many vulnerabilities are named; the first ones concern logins. */
    private static final int MOST_NAMED = 5;

    private static final String FRONTEND_URL = "frontendUrl";

    private ServerChecks() {}

    /** Read once: what the file and the version say does not change while the server runs. */
    private static final class Fixable {

        static final List<String> CVES = Release.parse(Version.VERSION)
                .map(running -> KnownVulnerabilities.read().in(running).stream()
                        .filter(vulnerability -> isFixedLater(vulnerability, running))
                        .map(Vulnerability::cve)
                        .toList())
                .orElse(List.of());

        private Fixable() {}
    }

    /** Whether a supported release after this one fixes a vulnerability. */
    static boolean isFixedLater(Vulnerability vulnerability, Release running) {
        return vulnerability.fixedIn().stream()
                .map(Release::parse)
                .flatMap(Optional::stream)
                .anyMatch(fixed -> running.compareTo(fixed) < 0 && fixed.compareTo(UNSUPPORTED) < 0);
    }

    private static Stream<Fault> issuanceGuardOff(Examination examination) {
        return examination.isSetUp()
                ? TokenIssuanceGuardStartupCheck.unguarded(factory(examination)).stream()
                        .map(protocol -> Fault.at("protocol " + protocol, ConsolePage.REALM, protocol))
                : Stream.empty();
    }

    private static Stream<Fault> factorGuardOff(Examination examination) {
        return examination.isSetUp() && !EnrolmentGuardStartupCheck.isGuarded(factory(examination))
                ? Stream.of(Fault.at(Fault.SERVER, ConsolePage.REALM))
                : Stream.empty();
    }

    private static KeycloakSessionFactory factory(Examination examination) {
        return examination.session().getKeycloakSessionFactory();
    }

    private static Stream<Fault> hostnameUnset(Examination examination) {
        boolean isUnset = isHostnameUnset(
                Config.scope("hostname", "v2").get("hostname"),
                examination.realm().getAttribute(FRONTEND_URL),
                Environment.isDevMode());
        return examination.isSetUp() && isUnset ? Stream.of(Fault.at(Fault.SERVER, ConsolePage.REALM)) : Stream.empty();
    }

    /**
     * Whether links in emails are made of what a request claims to be its host.
     *
     * @param hostname the server's option
     * @param frontend the realm's own URL
     * @param isDevMode whether the server is for development, where this is usual
     */
    static boolean isHostnameUnset(@Nullable String hostname, @Nullable String frontend, boolean isDevMode) {
        return !isDevMode && isBlank(hostname) && isBlank(frontend);
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static Stream<Fault> otherBuilds(Examination examination) {
        return examination.isSetUp()
                ? InstalledJars.INSTANCE
                        .ofOtherBuild()
                        .map(jar -> Fault.at(
                                "JAR " + jar.name(),
                                ConsolePage.REALM,
                                jar.name(),
                                jar.build(),
                                InstalledJars.INSTANCE.build()))
                : Stream.empty();
    }

    private static Stream<Fault> missingJars(Examination examination) {
        return examination.isSetUp()
                ? InstalledJars.INSTANCE.missing().map(jar -> Fault.at("JAR " + jar, ConsolePage.REALM, jar))
                : Stream.empty();
    }

    private static Stream<Fault> oldAddressData(Examination examination) {
        return examination.usesMfa()
                ? IpAddressDataProvider.of(examination.session()).outdated(KeycloakClock.now()).stream()
                        .map(database -> Fault.at("database " + database, ConsolePage.REALM, database))
                : Stream.empty();
    }

    private static Stream<Fault> vulnerableKeycloak(Examination examination) {
        List<String> open = Fixable.CVES;
        if (!examination.isSetUp() || open.isEmpty()) {
            return Stream.empty();
        }
        String named = String.join(", ", open.subList(0, Math.min(MOST_NAMED, open.size())));
        return Stream.of(
                Fault.at(Fault.SERVER, ConsolePage.REALM, Version.VERSION, Integer.toString(open.size()), named));
    }
}
