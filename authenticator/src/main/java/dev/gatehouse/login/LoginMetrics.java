package dev.gatehouse.login;

import dev.gatehouse.mfa.Judgement;
import io.micrometer.core.instrument.Metrics;
import org.keycloak.models.RealmModel;

/** Counts what was judged, also of logins that are never completed. */
final class LoginMetrics {

    /** Logins by verdict. */
    static final String VERDICTS = "gatehouse.logins.judged";

    /** Logins by score. A counter of bands, because a summary of the library takes no negative numbers. */
    static final String SCORES = "gatehouse.logins.score";

    private static final int BAND = 5;
    private static final int LOWEST = -25;
    private static final int HIGHEST = 20;

    private LoginMetrics() {}

    static void judged(RealmModel realm, Judgement judgement) {
        Metrics.counter(VERDICTS, "realm", realm.getName(), "verdict", judgement.verdictName()).increment();
        Metrics.counter(SCORES, "realm", realm.getName(), "from", Integer.toString(band(judgement.assessment().score()))).increment();
    }

    /** The lower end of the band of five nats that a score lies in; the outermost are open. */
    static int band(double score) {
        return (int) Math.max(LOWEST, Math.min(HIGHEST, BAND * Math.floor(score / BAND)));
    }
}
