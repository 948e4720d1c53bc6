package dev.gatehouse.risk.population;

import dev.gatehouse.keycloak.metrics.GatehouseCounter;
import java.time.Duration;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Counts the completed logins of a realm, and what happens to its challenges. What has a metric is counted for the metric and for the realm's
 * history at once, here and nowhere else, so that a dashboard and a page of Gatehouse cannot differ.
 */
public final class ChallengeCounter {

    private static final String GIVEN = "given";
    private static final String TRIED = "tried";

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

    /**
     * Exports the metrics of a realm as 0, unless they are exported already. Prometheus counts from the first value that it sees, so a
     * dashboard would lack everything that happens before.
     *
     * @param factor the id of the factor that every user has; the answers to others are exported with their first answer
     */
    public static void begin(String realmName, String factor) {
        for (CompletedLogin.Outcome outcome : CompletedLogin.Outcome.values()) {
            GatehouseCounter.LOGINS_COMPLETED.begin(realmName, outcome.label());
        }
        for (CodeMail mail : CodeMail.values()) {
            GatehouseCounter.CODE_MAILS.begin(realmName, mail.label());
        }
        GatehouseCounter.CODES.begin(realmName, GIVEN);
        GatehouseCounter.CODES.begin(realmName, TRIED);
        beginAnswers(realmName, factor);
    }

    private static void beginAnswers(String realmName, String factor) {
        for (AnswerOutcome outcome : AnswerOutcome.values()) {
            GatehouseCounter.FACTOR_ANSWERS.begin(realmName, factor, outcome.label());
        }
    }

    /** Counts a completed login. */
    public void completed(CompletedLogin login) {
        GatehouseCounter.LOGINS_COMPLETED.increment(realmName, login.outcome().label());
        populations.count(realmId, login);
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
        beginAnswers(realmName, factor);
        GatehouseCounter.FACTOR_ANSWERS.increment(realmName, factor, outcome.label());
        populations.count(realmId, codes -> codes.countAnswer(factor, outcome));
    }

    /** Counts a code that was emailed for the first time, see {@link CodeCounts#given}. */
    public void given() {
        GatehouseCounter.CODES.increment(realmName, GIVEN);
        populations.count(realmId, CodeCounts::countGiven);
    }

    /** Counts a code that was answered for the first time, see {@link CodeCounts#tried}. */
    public void tried() {
        GatehouseCounter.CODES.increment(realmName, TRIED);
        populations.count(realmId, CodeCounts::countTried);
    }

    /** Counts the time of an accepted code, see {@link CodeCounts#latencies}. */
    public void accepted(Duration sinceFirstEmail) {
        populations.count(realmId, codes -> codes.countAccepted(sinceFirstEmail));
    }
}
