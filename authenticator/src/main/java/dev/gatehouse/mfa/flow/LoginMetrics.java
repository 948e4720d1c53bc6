package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.metrics.GatehouseCounter;
import dev.gatehouse.mfa.decision.RiskDecision;
import dev.gatehouse.mfa.factor.Factor;
import dev.gatehouse.risk.population.AnswerOutcome;
import dev.gatehouse.risk.population.ChallengeCounter;
import org.keycloak.models.RealmModel;

/** Metrics of risk decisions and answers, also of logins that are never completed. */
final class LoginMetrics {

    private static final int BAND = 5;
    private static final int LOWEST = -25;
    private static final int HIGHEST = 20;

    private LoginMetrics() {}

    static void decided(RealmModel realm, RiskDecision riskDecision) {
        GatehouseCounter.LOGINS_JUDGED.increment(realm.getName(), riskDecision.decisionName());
        GatehouseCounter.LOGIN_SCORES.increment(
                realm.getName(), Integer.toString(band(riskDecision.assessment().score())));
        riskDecision
                .decision()
                .reasons()
                .forEach(challengeReason ->
                        GatehouseCounter.LOGIN_CAUSES.increment(realm.getName(), challengeReason.code()));
    }

    /** Counts an accepted answer. */
    static void accepted(LoginContext loginContext, Factor factor) {
        answered(loginContext, factor, AnswerOutcome.ACCEPTED);
    }

    /** Counts a rejected answer. */
    static void rejected(LoginContext loginContext, Factor factor, RejectedAnswer rejected) {
        answered(loginContext, factor, rejected.outcome());
    }

    private static void answered(LoginContext loginContext, Factor factor, AnswerOutcome outcome) {
        ChallengeCounter.of(loginContext.session(), loginContext.realm()).answered(factor.id(), outcome);
    }

    /** The lower bound of the band of five nats that contains a score; the outermost bands are open. */
    static int band(double score) {
        return (int) Math.max(LOWEST, Math.min(HIGHEST, BAND * Math.floor(score / BAND)));
    }
}
