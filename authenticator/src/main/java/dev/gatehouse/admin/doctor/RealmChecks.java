package dev.gatehouse.admin.doctor;

import dev.gatehouse.mfa.decision.OrganizationSettings;
import dev.gatehouse.notification.email.EmailQueueProvider;
import dev.gatehouse.risk.model.Population.Origins;
import dev.gatehouse.risk.population.CompletedLogin.Outcome;
import dev.gatehouse.risk.population.LoginCounts.Dimension;
import dev.gatehouse.risk.population.PopulationService;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.OrganizationDomainModel;
import org.keycloak.models.OrganizationModel;
import org.keycloak.models.RealmModel;
import org.keycloak.organization.OrganizationProvider;
import org.keycloak.theme.Theme;

/** Checks of the realm around the login: its settings, users and companies, and what its logins tell. */
final class RealmChecks {

    static final List<Check> ALL = List.of(
            Check.of("no-mail-server", Severity.HOLE, RealmChecks::noMailServer),
            Check.of("mail-failing", Severity.RISK, RealmChecks::failingMail),
            Check.of("users-without-factor", Severity.RISK, RealmChecks::usersWithoutFactor),
            Check.of("brute-force-off", Severity.RISK, RealmChecks::bruteForceOff),
            Check.of("common-passwords", Severity.NOTE, "password-rules", RealmChecks::commonPasswords),
            Check.of("events-off", Severity.NOTE, RealmChecks::eventsOff),
            Check.of("theme-missing", Severity.RISK, RealmChecks::missingThemes),
            Check.of("organization-without-provider", Severity.NOTE, RealmChecks::domainsWithoutProvider),
            Check.of("organization-settings", Severity.RISK, RealmChecks::organizationSettings),
            Check.of("one-address", Severity.RISK, RealmChecks::oneAddress),
            Check.of("many-challenged", Severity.RISK, RealmChecks::manyChallenged));

    /** One refused email may be the fault of its recipient. */
    private static final int FAILURES = 3;

    /** So few logins may well come from one place, and from users who are all new. */
    private static final double FEW_LOGINS = 50;

    /** A small company has one network; that many users rarely share one. */
    private static final double MANY_USERS = 50;

    /** How many domains are named. */
    private static final int MOST_NAMED = 5;

    private static final double NEARLY_ALL = 0.9;
    private static final double MORE_THAN_HALF = 0.5;
    private static final int PERCENT = 100;

    private static final Set<String> PASSWORD_LISTS = Set.of("gatehouse-password-rules", "passwordBlacklist");
    private static final String SMTP_HOST = "host";

    private RealmChecks() {}

    private static Stream<Fault> noMailServer(Examination examination) {
        return needsMail(examination) && !hasMailServer(examination.realm())
                ? Stream.of(Fault.at(Fault.REALM, ConsolePage.EMAIL))
                : Stream.empty();
    }

    private static boolean needsMail(Examination examination) {
        return examination.usesMfa() || examination.gatehouse().isRecoveryEnabled();
    }

    private static boolean hasMailServer(RealmModel realm) {
        return Optional.ofNullable(realm.getSmtpConfig())
                .map(config -> config.get(SMTP_HOST))
                .filter(host -> !host.isBlank())
                .isPresent();
    }

    private static Stream<Fault> failingMail(Examination examination) {
        int failures = EmailQueueProvider.of(examination.session())
                .queue()
                .failures()
                .inARow(examination.realm().getId());
        return needsMail(examination) && hasMailServer(examination.realm()) && failures >= FAILURES
                ? Stream.of(Fault.at(Fault.REALM, ConsolePage.EMAIL, Integer.toString(failures)))
                : Stream.empty();
    }

    private static Stream<Fault> usersWithoutFactor(Examination examination) {
        if (!examination.usesMfa()) {
            return Stream.empty();
        }
        long users = UsersWithoutFactor.count(examination.session(), examination.realm());
        return users == 0 ? Stream.empty() : Stream.of(Fault.at(Fault.REALM, ConsolePage.USERS, Long.toString(users)));
    }

    private static Stream<Fault> bruteForceOff(Examination examination) {
        return examination.usesMfa() && !examination.realm().isBruteForceProtected()
                ? Stream.of(Fault.at(Fault.REALM, ConsolePage.SECURITY_DEFENSES))
                : Stream.empty();
    }

    /** An administrator who has chosen Gatehouse's rules has decided about the list, too. */
    private static Stream<Fault> commonPasswords(Examination examination) {
        return examination.usesMfa()
                        && examination.realm().getPasswordPolicy().getPolicies().stream()
                                .noneMatch(PASSWORD_LISTS::contains)
                ? Stream.of(Fault.at(Fault.REALM, ConsolePage.PASSWORD_POLICY))
                : Stream.empty();
    }

    private static Stream<Fault> eventsOff(Examination examination) {
        return examination.usesMfa() && !examination.realm().isEventsEnabled()
                ? Stream.of(Fault.at(Fault.REALM, ConsolePage.EVENTS))
                : Stream.empty();
    }

    private static Stream<Fault> missingThemes(Examination examination) {
        RealmModel realm = examination.realm();
        return examination.isSetUp()
                ? Stream.of(
                                missingTheme(examination, Theme.Type.LOGIN, realm.getLoginTheme()),
                                missingTheme(examination, Theme.Type.EMAIL, realm.getEmailTheme()))
                        .flatMap(Optional::stream)
                : Stream.empty();
    }

    private static Optional<Fault> missingTheme(Examination examination, Theme.Type type, @Nullable String theme) {
        return Optional.ofNullable(theme)
                .filter(name -> !name.isEmpty()
                        && !examination.session().theme().nameSet(type).contains(name))
                .map(name -> Fault.at(type.name().toLowerCase(Locale.ROOT) + " theme", ConsolePage.THEMES, name));
    }

    private static Stream<Fault> domainsWithoutProvider(Examination examination) {
        OrganizationProvider organizations = organizations(examination);
        if (organizations == null) {
            return Stream.empty();
        }
        List<String> domains = organizations
                .getAllStream()
                .filter(OrganizationModel::isEnabled)
                .flatMap(RealmChecks::domainsWithoutProvider)
                .sorted()
                .toList();
        // There may be hundreds, so they are one finding.
        return domains.isEmpty()
                ? Stream.empty()
                : Stream.of(Fault.at(
                        Fault.REALM,
                        ConsolePage.ORGANIZATIONS,
                        Integer.toString(domains.size()),
                        String.join(", ", domains.subList(0, Math.min(MOST_NAMED, domains.size())))));
    }

    private static Stream<Fault> organizationSettings(Examination examination) {
        OrganizationProvider organizations = organizations(examination);
        return organizations == null
                ? Stream.empty()
                : organizations
                        .getAllStream()
                        .filter(OrganizationModel::isEnabled)
                        .flatMap(RealmChecks::organizationSettings);
    }

    private static Stream<Fault> organizationSettings(OrganizationModel organization) {
        List<String> problems = OrganizationSettings.of(organization).problems();
        return problems.isEmpty()
                ? Stream.empty()
                : Stream.of(Fault.at(
                        "organization " + organization.getAlias(),
                        ConsolePage.ORGANIZATIONS,
                        String.join("; ", problems)));
    }

    /** {@code null} if the realm has no organizations, or does not use the MFA step. */
    private static @Nullable OrganizationProvider organizations(Examination examination) {
        return examination.realm().isOrganizationsEnabled() && examination.usesMfa()
                ? examination.session().getProvider(OrganizationProvider.class)
                : null;
    }

    private static Stream<String> domainsWithoutProvider(OrganizationModel organization) {
        Set<String> covered = organization
                .getIdentityProviders()
                .filter(IdentityProviderModel::isEnabled)
                .map(provider -> provider.getConfig().get(OrganizationModel.ORGANIZATION_DOMAIN_ATTRIBUTE))
                .filter(domain -> domain != null)
                .collect(Collectors.toSet());
        return covered.contains(OrganizationDomainModel.ANY_DOMAIN)
                ? Stream.empty()
                : organization
                        .getDomains()
                        .map(OrganizationDomainModel::getName)
                        .filter(domain -> !covered.contains(domain));
    }

    /** Where administrators have listed the company's networks, many logins from there are what they expect. */
    private static Stream<Fault> oneAddress(Examination examination) {
        boolean isExpected = !examination.usesMfa()
                || examination.steps().stream()
                        .anyMatch(step -> !step.settings().companyNetworks().isEmpty());
        if (isExpected) {
            return Stream.empty();
        }
        Origins origins = PopulationService.of(examination.session())
                .saved(examination.realm().getId())
                .origins();
        double share = origins.users() >= MANY_USERS
                ? Math.max(origins.privateShare(), origins.largestShare())
                : origins.privateShare();
        return origins.logins() >= FEW_LOGINS && share > NEARLY_ALL
                ? Stream.of(Fault.at(Fault.SERVER, ConsolePage.REALM, percent(share)))
                : Stream.empty();
    }

    private static Stream<Fault> manyChallenged(Examination examination) {
        if (!examination.usesMfa()) {
            return Stream.empty();
        }
        Map<Outcome, Double> today = PopulationService.of(examination.session())
                .today(examination.realm().getId())
                .by(Dimension.ALL)
                .getOrDefault("", Map.of());
        double challenged = today.entrySet().stream()
                .filter(entry -> entry.getKey().isSuspicious())
                .mapToDouble(Map.Entry::getValue)
                .sum();
        double logins = today.values().stream().mapToDouble(Double::doubleValue).sum();
        return logins >= FEW_LOGINS && challenged / logins > MORE_THAN_HALF
                ? Stream.of(Fault.at(Fault.REALM, ConsolePage.FLOWS, percent(challenged / logins)))
                : Stream.empty();
    }

    private static String percent(double share) {
        return Long.toString(Math.round(PERCENT * share));
    }
}
