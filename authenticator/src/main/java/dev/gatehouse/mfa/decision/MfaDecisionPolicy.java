package dev.gatehouse.mfa.decision;

import dev.gatehouse.risk.model.Assessment;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Decides from the facts of a login. Missing facts count against allowing it. */
public final class MfaDecisionPolicy {

    private MfaDecisionPolicy() {}

    /**
     * The facts of one login.
     *
     * @param requirement what the login must fulfil
     * @param isLevelRequired whether the app requests a level of authentication that only a second factor reaches
     * @param provenOnDevice whether a second factor was recently proven on this device
     * @param assessment the risk assessment
     * @param profileReadable whether the user's profile could be read
     * @param countriesAvailable whether a country database is loaded
     * @param networkListReadable whether the administrator's list of networks could be read, or there is none
     * @param canBeChallenged whether the user has a factor; evaluated only if the login is to be challenged
     */
    public record Facts(
            MfaRequirement requirement,
            boolean isLevelRequired,
            boolean provenOnDevice,
            Assessment assessment,
            boolean profileReadable,
            boolean countriesAvailable,
            boolean networkListReadable,
            BooleanSupplier canBeChallenged) {}

    /** Decides about a login. */
    public static MfaDecision decide(MfaSettings settings, Threshold threshold, Facts facts) {
        Set<ChallengeReason> reasons = reasons(settings, threshold, facts);
        MfaEvidence.AmrMethod method = method(facts);
        if (reasons.isEmpty()) {
            return new MfaDecision.Allow(method);
        }
        return switch (settings.mode()) {
            case OFF -> new MfaDecision.Allow(method);
            case OBSERVE -> new MfaDecision.WouldChallenge(method, reasons);
            case ENFORCE -> challengeOrDeny(reasons, facts);
        };
    }

    private static MfaDecision challengeOrDeny(Set<ChallengeReason> reasons, Facts facts) {
        return facts.canBeChallenged().getAsBoolean()
                ? new MfaDecision.Challenge(reasons)
                : new MfaDecision.Deny(reasons);
    }

    private static MfaEvidence.AmrMethod method(Facts facts) {
        if (facts.requirement() == MfaRequirement.IF_SUSPICIOUS_BESIDES_PROVIDER) {
            return MfaEvidence.AmrMethod.PROVIDER;
        }
        return facts.provenOnDevice() || Threshold.isClearedByDevice(facts.assessment())
                ? MfaEvidence.AmrMethod.KNOWN_DEVICE
                : MfaEvidence.AmrMethod.NOT_ASKED;
    }

    private static Set<ChallengeReason> reasons(MfaSettings settings, Threshold threshold, Facts facts) {
        Set<ChallengeReason> reasons = EnumSet.noneOf(ChallengeReason.class);
        Runnable ofRequirement =
                switch (facts.requirement()) {
                    case NOTHING, FULFILLED_BY_PROVIDER, FULFILLED_BY_PASSKEY -> () -> {};
                    case IF_SUSPICIOUS, IF_SUSPICIOUS_BESIDES_PROVIDER ->
                        () -> addSuspicions(reasons, settings, threshold, facts);
                    case UNLESS_PROVEN_ON_DEVICE ->
                        () -> addPrivilege(reasons, settings, !facts.provenOnDevice() || !facts.profileReadable());
                    case AFTER_RECOVERY ->
                        () -> {
                            addConfiguration(reasons, settings);
                            reasons.add(ChallengeReason.RECOVERY);
                        };
                    case ALWAYS -> () -> addPrivilege(reasons, settings, true);
                };
        ofRequirement.run();
        if (facts.isLevelRequired()) {
            reasons.add(ChallengeReason.LEVEL);
        }
        return Collections.unmodifiableSet(reasons);
    }

    private static void addPrivilege(Set<ChallengeReason> reasons, MfaSettings settings, boolean isReason) {
        addConfiguration(reasons, settings);
        if (isReason) {
            reasons.add(ChallengeReason.PRIVILEGED);
        }
    }

    private static void addConfiguration(Set<ChallengeReason> reasons, MfaSettings settings) {
        if (!settings.problems().isEmpty()) {
            reasons.add(ChallengeReason.CONFIGURATION);
        }
    }

    private static void addSuspicions(
            Set<ChallengeReason> reasons, MfaSettings settings, Threshold threshold, Facts facts) {
        addConfiguration(reasons, settings);
        if (!facts.countriesAvailable()) {
            reasons.add(ChallengeReason.COUNTRY_DATABASE_MISSING);
        }
        if (!facts.profileReadable()) {
            reasons.add(ChallengeReason.PROFILE_UNREADABLE);
        }
        if (!facts.networkListReadable()) {
            reasons.add(ChallengeReason.NETWORK_LIST_MISSING);
        }
        if (!facts.assessment().isFromCompany()) {
            addRisk(reasons, threshold, facts);
        }
    }

    private static void addRisk(Set<ChallengeReason> reasons, Threshold threshold, Facts facts) {
        Assessment assessment = facts.assessment();
        if (!Threshold.isCleared(assessment) && facts.profileReadable()) {
            Optional<ChallengeReason> ofHistory =
                    switch (assessment.history()) {
                        case NONE -> Optional.of(ChallengeReason.NO_HISTORY);
                        case LEARNING -> Optional.of(ChallengeReason.LEARNING);
                        case ESTABLISHED -> Optional.empty();
                    };
            ofHistory.ifPresent(reasons::add);
        }
        if (assessment.isExtreme()) {
            reasons.add(ChallengeReason.EXTREME);
        }
        if (assessment.deviceReplayed()) {
            reasons.add(ChallengeReason.REPLAY);
        }
        if (threshold.isExceededBy(assessment)) {
            reasons.add(ChallengeReason.SCORE);
        }
    }
}
