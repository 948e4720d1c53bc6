package dev.gatehouse.admin.doctor;

import dev.gatehouse.keycloak.config.Setting;
import dev.gatehouse.keycloak.config.SettingProblem;
import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import dev.gatehouse.keycloak.settings.SettingsInForce;
import dev.gatehouse.mfa.decision.GateSettings;
import dev.gatehouse.mfa.decision.MfaMode;
import dev.gatehouse.mfa.decision.MfaSettings;
import dev.gatehouse.mfa.decision.MfaSettingsResolver;
import dev.gatehouse.risk.model.ScoreHistogram;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks of the settings that were saved. Keycloak checks them only when the form of the Admin Console saves them: imports, updates of an
 * execution's configuration and removed roles are not checked by anybody else.
 */
final class SettingsChecks {

    static final List<Check> ALL = List.of(
            Check.of("settings-invalid", Severity.HOLE, SettingsChecks::invalid),
            Check.of("settings-unknown", Severity.RISK, SettingsChecks::unknownKeys),
            Check.of("settings-name-gone", Severity.HOLE, SettingsChecks::namesGone),
            Check.of("settings-unreadable", Severity.RISK, SettingsChecks::unreadable),
            Check.of("settings-at-execution", Severity.NOTE, "settings", SettingsChecks::atExecutions),
            Check.of("threshold-extreme", Severity.RISK, SettingsChecks::extremeThresholds),
            Check.of("enforce-from-unused", Severity.RISK, SettingsChecks::unusedTime),
            Check.of("modes-differ", Severity.RISK, SettingsChecks::differentModes));

    private static final String SEPARATOR = "; ";

    private SettingsChecks() {}

    private static Stream<Fault> invalid(Examination examination) {
        return examination.savedForms().stream()
                .flatMap(saved -> fault(saved, texts(saved.form().problems(saved.config()))));
    }

    private static List<String> texts(List<SettingProblem> problems) {
        return problems.stream().map(SettingProblem::text).toList();
    }

    private static Stream<Fault> unknownKeys(Examination examination) {
        return examination.savedForms().stream()
                .flatMap(saved -> fault(
                        saved,
                        saved.form().unknownKeys(saved.config()).stream()
                                .map(SettingProblem::setting)
                                .toList()));
    }

    /** Executions of the MFA step with settings of their own, which the gate's form does not change. */
    private static Stream<Fault> atExecutions(Examination examination) {
        return examination.savedForms().stream()
                .filter(saved -> saved.form().settings().equals(MfaSettings.OF_EXECUTION))
                .flatMap(saved -> fault(
                        saved,
                        saved.form().settings().stream()
                                .filter(setting -> setting.isSet(saved.config()))
                                .map(Setting::key)
                                .toList()));
    }

    private static Stream<Fault> namesGone(Examination examination) {
        Stream<Fault> ofForms = examination.savedForms().stream()
                .flatMap(saved -> fault(
                        saved,
                        texts(saved.form().unknownNames(examination.session(), examination.realm(), saved.config()))));
        List<String> providers = examination.gatehouse().isGateEnabled() ? providersGone(examination) : List.of();
        Stream<Fault> ofTrusted = providers.isEmpty()
                ? Stream.empty()
                : Stream.of(
                        Fault.at("setting trusted", ConsolePage.REQUIRED_ACTIONS, String.join(SEPARATOR, providers)));
        return Stream.concat(ofForms, ofTrusted);
    }

    /** The identity providers whose second factor is trusted, but which do not exist. */
    private static List<String> providersGone(Examination examination) {
        return GateSettings.of(examination.session(), examination.realm()).trusted().stream()
                .filter(entry -> entry.indexOf('=') > 0)
                .map(entry -> entry.substring(0, entry.indexOf('=')))
                .distinct()
                .filter(alias -> examination.session().identityProviders().getByAlias(alias) == null)
                .map(alias -> "there is no identity provider " + alias)
                .sorted()
                .toList();
    }

    /** A typing error would do no harm as long as what was valid last is known. */
    private static Stream<Fault> unreadable(Examination examination) {
        return examination.isSetUp() && !SettingsInForce.isLastValidReadable(examination.session(), examination.realm())
                ? Stream.of(Fault.at("table GH_SETTINGS", ConsolePage.REALM))
                : Stream.empty();
    }

    private static Stream<Fault> fault(Examination.SavedForm saved, List<String> what) {
        return what.isEmpty()
                ? Stream.empty()
                : Stream.of(Fault.at(saved.where(), saved.page(), String.join(SEPARATOR, what)));
    }

    private static Stream<Fault> extremeThresholds(Examination examination) {
        return examination.steps().stream()
                .flatMap(step -> step
                        .settings()
                        .threshold()
                        .filter(threshold -> threshold >= ScoreHistogram.HIGHEST || threshold <= ScoreHistogram.LOWEST)
                        .map(threshold -> Fault.at(
                                Examination.flow(step.flow()),
                                ConsolePage.flow(step.flow()),
                                Double.toString(threshold)))
                        .stream())
                .distinct();
    }

    /** A time from which {@code enforce} reaches everybody does not choose that mode. */
    private static Stream<Fault> unusedTime(Examination examination) {
        MfaSettings settings = new MfaSettingsResolver(examination.session(), examination.realm()).ofRealm();
        return examination.gatehouse().isGateEnabled()
                        && settings.rollout().everybodyFrom().isPresent()
                        && settings.isLenient()
                ? Stream.of(Fault.at(
                        Examination.action(GatehouseRequiredActions.GATE),
                        ConsolePage.REQUIRED_ACTIONS,
                        settings.mode().configName()))
                : Stream.empty();
    }

    private static Stream<Fault> differentModes(Examination examination) {
        Set<MfaMode> modes =
                examination.steps().stream().map(step -> step.settings().mode()).collect(Collectors.toSet());
        return modes.size() < 2
                ? Stream.empty()
                : Stream.of(Fault.at(
                        Fault.REALM,
                        ConsolePage.FLOWS,
                        examination.steps().stream()
                                .map(step -> step.flow().getAlias() + ": "
                                        + step.settings().mode().configName())
                                .distinct()
                                .collect(Collectors.joining(SEPARATOR))));
    }
}
