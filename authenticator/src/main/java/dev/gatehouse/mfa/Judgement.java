package dev.gatehouse.mfa;

import dev.gatehouse.profile.ProfileStore;
import dev.gatehouse.risk.Assessment;
import dev.gatehouse.risk.LoginAttempt;
import dev.gatehouse.risk.Reason;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A verdict with everything that led to it.
 *
 * @param verdict what is to be done
 * @param attempt what was seen of the login
 * @param profile what was known of the user
 * @param assessment what the model made of it
 */
public record Judgement(Verdict verdict, LoginAttempt attempt, ProfileStore.Lookup profile, Assessment assessment) {

    /** The details for an event: {@code gatehouse_verdict}, {@code gatehouse_score}, {@code gatehouse_reasons}. */
    public void describe(BiConsumer<String, String> details) {
        details.accept("gatehouse_verdict", verdictName());
        details.accept("gatehouse_score", String.format(Locale.ROOT, "%.2f", assessment.score()));
        details.accept("gatehouse_reasons", Stream.concat(
                        verdict.causes().stream().map(Cause::code),
                        assessment.reasons().stream().map(Judgement::reason))
                .collect(Collectors.joining(" ")));
        details.accept("gatehouse_country", attempt.network().country());
    }

    /** Whether the owner of the account would want to hear of this login. */
    boolean isNews() {
        return profile.profile().isNews(attempt);
    }

    private static String reason(Reason reason) {
        return String.format(Locale.ROOT, "%s(%+.1f)", reason.kind().code(), reason.nats());
    }

    private String verdictName() {
        return verdict.choose(new Verdict.Cases<>() {
            @Override
            public String pass(Verdict.Pass pass) {
                return "pass";
            }

            @Override
            public String wouldAsk(Verdict.WouldAsk wouldAsk) {
                return "would_ask";
            }

            @Override
            public String ask(Verdict.Ask ask) {
                return "ask";
            }

            @Override
            public String refuse(Verdict.Refuse refuse) {
                return "refuse";
            }
        });
    }
}
