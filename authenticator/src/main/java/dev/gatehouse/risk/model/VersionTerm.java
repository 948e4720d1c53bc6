package dev.gatehouse.risk.model;

import java.util.Optional;

/**
 * Scores the change from the browser version of the latest login. A user's browser is updated in small steps; an attacker's version
 * is unrelated to the user's.
 */
final class VersionTerm implements RiskTerm {

    private static final int LONGEST_USUAL_STEP = 3;
    private static final RiskContribution SAME = new RiskContribution(RiskContribution.Kind.VERSION_SAME, -1.2);
    private static final RiskContribution NEWER = new RiskContribution(RiskContribution.Kind.VERSION_NEWER, -0.5);
    private static final RiskContribution JUMP = new RiskContribution(RiskContribution.Kind.VERSION_JUMP, 0.7);
    private static final RiskContribution OLDER = new RiskContribution(RiskContribution.Kind.VERSION_OLDER, 1.5);

    @Override
    public Optional<RiskContribution> of(LoginAttempt attempt, Profile profile, Population population) {
        UserAgent userAgent = attempt.userAgent();
        String browser = BoundedNames.browser(userAgent);
        Integer last = profile.versions().get(browser);
        boolean isForgotten = profile.browsers().weight(browser, attempt.time()) == 0;
        if (last == null || isForgotten || userAgent.version() == UserAgent.UNKNOWN_VERSION) {
            return Optional.empty();
        }
        return Optional.of(step(userAgent.version() - last));
    }

    private static RiskContribution step(int step) {
        if (step < 0) {
            return OLDER;
        }
        if (step == 0) {
            return SAME;
        }
        return step <= LONGEST_USUAL_STEP ? NEWER : JUMP;
    }
}
