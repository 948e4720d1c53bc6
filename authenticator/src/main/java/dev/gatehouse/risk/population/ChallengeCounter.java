package dev.gatehouse.risk.population;

import dev.gatehouse.keycloak.metrics.GatehouseCounter;
import java.time.Duration;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Counts what happens to the challenges of a realm. What has a metric is counted for the metric and for the realm's history at once, here and
 * nowhere else, so that a dashboard and a page of Gatehouse cannot differ.
 */
public final class ChallengeCounter {

    private final PopulationService populations;
    private final String realmId;
    private final String realmName;

    ChallengeCounter(PopulationService populations, String realmId, String realmName) {
        this.populations = populations;
        this.realmId = realmId;
        this.realmName = realmName;
    }

    /** The counter of a realm. */
    public static ChallengeCounter of(KeycloakSession session, RealmModel realm) {
        return new ChallengeCounter(PopulationService.of(session), realm.getId(), realm.getName());
    }

    /** Counts an email with a code, by what became of it. */
    public void mailed(CodeMail mail) {
        GatehouseCounter.CODE_MAILS.increment(realmName, mail.label());
        populations.count(realmId, codes -> codes.countMail(mail));
    }

    /**
     * Counts an answer to a challenge.
     *
     * @param factor the id of the factor
     */
    public void answered(String factor, AnswerOutcome outcome) {
        GatehouseCounter.FACTOR_ANSWERS.increment(realmName, factor, outcome.label());
        populations.count(realmId, codes -> codes.countAnswer(factor, outcome));
    }

    /** Counts a code that was emailed for the first time, see {@link CodeCounts#given}. */
    public void given() {
        populations.count(realmId, CodeCounts::countGiven);
    }

    /** Counts a code that was answered for the first time, see {@link CodeCounts#tried}. */
    public void tried() {
        populations.count(realmId, CodeCounts::countTried);
    }

    /** Counts the time of an accepted code, see {@link CodeCounts#latencies}. */
    public void accepted(Duration sinceFirstEmail) {
        populations.count(realmId, codes -> codes.countAccepted(sinceFirstEmail));
    }
}
