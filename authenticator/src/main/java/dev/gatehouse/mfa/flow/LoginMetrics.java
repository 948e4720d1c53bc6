package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.metrics.GatehouseCounter;
import dev.gatehouse.mfa.decision.RiskDecision;
import dev.gatehouse.mfa.factor.Factor;
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
    static void accepted(RealmModel realm, Factor factor) {
        GatehouseCounter.FACTOR_ANSWERS.increment(realm.getName(), factor.id(), "accepted");
    }

    /** Counts a rejected answer. */
    static void rejected(RealmModel realm, Factor factor, RejectedAnswer rejected) {
        GatehouseCounter.FACTOR_ANSWERS.increment(realm.getName(), factor.id(), rejected.outcome());
    }

    /** The lower bound of the band of five nats that contains a score; the outermost bands are open. */
    static int band(double score) {
        return (int) Math.max(LOWEST, Math.min(HIGHEST, BAND * Math.floor(score / BAND)));
    }
}
