package dev.gatehouse.admin.doctor;

import dev.gatehouse.keycloak.metrics.GatehouseCounter;
import dev.gatehouse.mfa.decision.RiskDecision;
import dev.gatehouse.mfa.factor.Factor;
import dev.gatehouse.risk.population.ChallengeCounter;

/** The metrics of a realm that begin at 0 as soon as Gatehouse is set up there, so that Prometheus misses none of its first logins. */
final class RealmMetrics {

    private RealmMetrics() {}

    /** Exports them, those that are not exported yet. */
    static void begin(String realmName) {
        RiskDecision.decisionNames().forEach(name -> GatehouseCounter.LOGINS_JUDGED.begin(realmName, name));
        ChallengeCounter.begin(realmName, Factor.EMAIL.id());
    }
}
