package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.event.GatehouseEvents;
import dev.gatehouse.risk.model.Assessment;
import dev.gatehouse.risk.model.LoginAttempt;
import dev.gatehouse.risk.model.RiskContribution;
import dev.gatehouse.risk.population.CompletedLogin;
import dev.gatehouse.risk.profile.ProfileLookup;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A decision with everything that led to it.
 *
 * @param decision the decision
 * @param attempt what was observed of the login
 * @param profile what was known of the user
 * @param assessment the risk assessment
 * @param threshold the threshold in force
 * @param isByScore whether the score was to decide, and no other requirement of this login
 * @param targetRate the share of logins that may be challenged, in percent; only meaningful if the threshold is derived from it
 * @param cohort whether the user is in the pilot; empty if there is none
 * @param organizations the aliases of the user's organizations
 */
public record RiskDecision(
        MfaDecision decision,
        LoginAttempt attempt,
        ProfileLookup profile,
        Assessment assessment,
        Threshold threshold,
        boolean isByScore,
        double targetRate,
        Optional<LoginCohort> cohort,
        List<String> organizations) {

    /**
     * The details for an event: {@code gatehouse_verdict}, {@code gatehouse_score}, {@code gatehouse_threshold}, {@code gatehouse_reasons},
     * {@code gatehouse_reasons_text}, {@code gatehouse_country}.
     */
    public Map<String, String> details() {
        Map<String, String> details = new LinkedHashMap<>();
        details.put(GatehouseEvents.VERDICT, decisionName());
        details.put(GatehouseEvents.SCORE, decimal(assessment.score(), 2));
        details.put(GatehouseEvents.THRESHOLD, decimal(threshold.score(), 2));
        details.put(
                GatehouseEvents.REASONS,
                Stream.concat(
                                decision.reasons().stream().map(ChallengeReason::code),
                                assessment.contributions().stream().map(RiskDecision::reason))
                        .collect(Collectors.joining(" ")));
        details.put(GatehouseEvents.REASONS_TEXT, RiskContributionTexts.of(assessment.contributions()));
        details.put(GatehouseEvents.COUNTRY, attempt.network().country());
        return details;
    }

    /** Whether the login is unusual enough to notify the account owner. */
    boolean isUnusual() {
        return profile.profile().isNews(attempt);
    }

    /** The statistics that are counted once the login completes. */
    public LoginStatistics statistics() {
        boolean isInformative = isByScore && assessment.history() == Assessment.History.ESTABLISHED;
        return new LoginStatistics(
                completedAs(),
                isInformative ? Threshold.counted(assessment) : null,
                isInformative && countsForTargetRate() ? targetRate : null,
                decision.reasons().stream().map(ChallengeReason::code).toList(),
                assessment.contributions().stream()
                        .map(contribution -> contribution.kind().code())
                        .distinct()
                        .toList(),
                cohort.map(LoginCohort::code).orElse(null),
                organizations);
    }

    private boolean countsForTargetRate() {
        return threshold.source() == Threshold.Source.TARGET_RATE
                && decision.reasons().stream().allMatch(ChallengeReason::isRisk);
    }

    private static String reason(RiskContribution contribution) {
        String nats = decimal(contribution.nats(), 1);
        return contribution.kind().code() + (nats.startsWith("-") ? "(" : "(+") + nats + ")";
    }

    /** Same output as {@code String.format}, at a fraction of the cost; called about 12 times per login. */
    static String decimal(double number, int places) {
        return Double.isFinite(number)
                ? BigDecimal.valueOf(number)
                        .setScale(places, RoundingMode.HALF_UP)
                        .toPlainString()
                : Double.toString(number);
    }

    /** The stable name of the decision: {@code pass}, {@code would_ask}, {@code ask} or {@code refuse}. */
    public String decisionName() {
        return name(decision.kind());
    }

    /** All names that {@link #decisionName} can return. */
    public static List<String> decisionNames() {
        return Stream.of(MfaDecision.Kind.values()).map(RiskDecision::name).toList();
    }

    private static String name(MfaDecision.Kind kind) {
        return switch (kind) {
            case ALLOW -> "pass";
            case WOULD_CHALLENGE -> "would_ask";
            case CHALLENGE -> "ask";
            case DENY -> "refuse";
        };
    }

    /** The outcome of a completed login: a login that was to be challenged or denied completes only with a second factor. */
    private CompletedLogin.Outcome completedAs() {
        return switch (decision.kind()) {
            case ALLOW -> CompletedLogin.Outcome.PASSED;
            case WOULD_CHALLENGE -> CompletedLogin.Outcome.WOULD_BE_ASKED;
            case CHALLENGE, DENY -> CompletedLogin.Outcome.ASKED;
        };
    }
}
