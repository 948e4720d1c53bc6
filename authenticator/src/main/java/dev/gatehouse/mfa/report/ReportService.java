package dev.gatehouse.mfa.report;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.realm.BoundFlow;
import dev.gatehouse.keycloak.realm.FlowExecutions;
import dev.gatehouse.mfa.decision.LoginCohort;
import dev.gatehouse.mfa.decision.MfaSettings;
import dev.gatehouse.mfa.decision.MfaSettingsResolver;
import dev.gatehouse.mfa.decision.Rollout;
import dev.gatehouse.mfa.decision.Threshold;
import dev.gatehouse.risk.model.Profile;
import dev.gatehouse.risk.model.ScoreHistogram;
import dev.gatehouse.risk.population.CompletedLogin.Outcome;
import dev.gatehouse.risk.population.LoginCounts;
import dev.gatehouse.risk.population.LoginCounts.Dimension;
import dev.gatehouse.risk.population.PopulationService;
import dev.gatehouse.risk.population.PopulationSnapshot;
import dev.gatehouse.risk.profile.FrequentlyChallenged;
import dev.gatehouse.risk.profile.ProfileStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Creates the report of a realm. */
public final class ReportService {

    /** More than once a week in 30 days. */
    private static final int OFTEN = 4;

    private static final int MOST_USERS = 200;
    private static final double[] RATES = {1, 2, 5, 10};
    private static final double PERCENT = 100;

    private final KeycloakSession session;
    private final RealmModel realm;

    public ReportService(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /**
     * The report as of now.
     *
     * @param visible returns the user with an id; empty if the admin may not see it
     */
    public Report make(Function<String, Optional<UserModel>> visible) {
        PopulationService populations = PopulationService.of(session);
        populations.saveNow(realm.getId());
        PopulationSnapshot snapshot = populations.snapshot(realm.getId());
        LoginCounts counts = populations.lastDays(realm.getId());
        Instant now = KeycloakClock.now();
        Instant window = populations.beginOfLastDays();
        ScoreHistogram scores = snapshot.scores();
        double scored = scores.total(now);
        return new Report(
                snapshot.since()
                        .map(since -> since.isBefore(window) ? window : since)
                        .map(ReportService::time)
                        .orElse(null),
                time(now),
                line(null, counts.by(Dimension.ALL).getOrDefault("", Map.of())),
                lines(counts, Dimension.CLIENT),
                lines(counts, Dimension.CAUSE),
                lines(counts, Dimension.REASON),
                lines(counts, Dimension.COHORT),
                lines(counts, Dimension.ORGANIZATION),
                users(new ProfileStore(session).challengedMoreThan(realm, OFTEN, MOST_USERS).stream(), visible),
                rounded(scored),
                scored == 0
                        ? List.of()
                        : DoubleStream.of(RATES)
                                .mapToObj(rate -> new Report.Rate(rate, rounded(scores.threshold(rate / PERCENT, now))))
                                .toList(),
                stepsInForce(snapshot, now));
    }

    /**
     * The users who were challenged within the last 30 days, or would have been; the most frequently challenged first.
     *
     * @param first how many to leave out, from 0
     * @param most how many to return
     * @param visible returns the user with an id; empty if the admin may not see it
     */
    public List<Report.ChallengedUser> challenged(int first, int most, Function<String, Optional<UserModel>> visible) {
        return users(
                new ProfileStore(session)
                        .challengedMoreThan(realm, 0, first + most).stream().skip(first),
                visible);
    }

    private List<Report.ChallengedUser> users(
            Stream<FrequentlyChallenged> challenged, Function<String, Optional<UserModel>> visible) {
        Rollout rollout = new MfaSettingsResolver(session, realm).ofRealm().rollout();
        Instant now = KeycloakClock.now();
        List<FrequentlyChallenged> shown = challenged.toList();
        Map<String, Profile> profiles = new ProfileStore(session)
                .profiles(shown.stream().map(FrequentlyChallenged::userId).toList());
        return shown.stream()
                .map(user -> {
                    Optional<UserModel> seen = visible.apply(user.userId());
                    Optional<Remedy> remedy =
                            seen.map(UserModel::getId).map(profiles::get).map(profile -> Remedy.of(profile, now));
                    return new Report.ChallengedUser(
                            user.userId(),
                            seen.map(UserModel::getUsername).orElse(null),
                            user.times(),
                            seen.flatMap(member -> LoginCohort.of(session, realm, rollout, member))
                                    .map(LoginCohort::code)
                                    .orElse(null),
                            remedy.map(Remedy::mostly).orElse(null),
                            remedy.map(Remedy::code).orElse(null));
                })
                .toList();
    }

    /** The MFA steps that logins run through: enabled, in a flow that is bound. */
    private List<Report.Place> stepsInForce(PopulationSnapshot snapshot, Instant now) {
        Map<String, String> flows = new LinkedHashMap<>();
        BoundFlow.of(session, realm)
                .forEach(bound -> flows.put(bound.flow().getId(), bound.flow().getAlias()));
        return flows.entrySet().stream()
                .flatMap(flow -> FlowExecutions.enabled(realm, flow.getKey())
                        .filter(MfaSettingsResolver::isStep)
                        .map(execution -> place(flow.getValue(), execution, snapshot, now)))
                .toList();
    }

    private Report.Place place(
            String flow, AuthenticationExecutionModel execution, PopulationSnapshot snapshot, Instant now) {
        MfaSettings settings = new MfaSettingsResolver(session, realm).of(execution);
        Threshold threshold = Threshold.of(settings, snapshot, now);
        return new Report.Place(
                flow,
                settings.mode().configName(),
                settings.scope(now).code(),
                settings.rollout()
                        .everybodyFrom()
                        .filter(start -> start.isBefore(Instant.MAX) && start.isAfter(Instant.MIN))
                        .map(ReportService::time)
                        .orElse(null),
                rounded(threshold.score()),
                settings.problems().isEmpty() ? threshold.source().code() : "configuration",
                settings.targetRate(),
                rounded(PERCENT * snapshot.scores().shareAbove(threshold.score(), now)),
                Math.round(Threshold.spared(settings, snapshot, now)));
    }

    private static List<Report.Line> lines(LoginCounts counts, Dimension dimension) {
        return counts.by(dimension).entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Report.Line line(@Nullable String name, Map<Outcome, Double> outcomes) {
        double challenged = outcomes.getOrDefault(Outcome.ASKED, 0.0);
        double wouldBeChallenged = outcomes.getOrDefault(Outcome.WOULD_BE_ASKED, 0.0);
        double logins = challenged + wouldBeChallenged + outcomes.getOrDefault(Outcome.PASSED, 0.0);
        double share = logins == 0 ? 0 : rounded(PERCENT * (challenged + wouldBeChallenged) / logins);
        return new Report.Line(name, Math.round(logins), Math.round(challenged), Math.round(wouldBeChallenged), share);
    }

    private static double rounded(double number) {
        return Math.round(number * PERCENT) / PERCENT;
    }

    private static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
