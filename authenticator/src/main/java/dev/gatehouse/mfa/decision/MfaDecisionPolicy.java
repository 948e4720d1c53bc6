package dev.gatehouse.mfa.decision;

import dev.gatehouse.risk.model.Assessment;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Decides from what is known. What is not known counts against passing. */
final class MfaDecisionPolicy {

    private MfaDecisionPolicy() {}

    /**
     * The facts of one login.
     *
     * @param requirement what the login must fulfil
     * @param isLevelOwed whether the app demands a level of authentication that only a proof is worth
     * @param provenOnDevice whether a second factor was proven on this device lately
     * @param assessment what the model thinks
     * @param profileReadable whether the user's history could be read
     * @param countriesAvailable whether countries can be looked up
     * @param networkListReadable whether the admin's list of networks could be read, or there is none
     * @param canBeChallenged whether the user has a factor to ask for; looked up for those who are to be asked only
     */
    record Facts(
            MfaRequirement requirement, boolean isLevelOwed, boolean provenOnDevice, Assessment assessment, boolean profileReadable, boolean countriesAvailable,
            boolean networkListReadable, BooleanSupplier canBeChallenged) {}

    static MfaDecision decide(MfaSettings settings, Threshold threshold, Facts facts) {
        Set<ChallengeReason> causes = causes(settings, threshold, facts);
        MfaEvidence.AmrMethod method = method(facts);
        if (causes.isEmpty()) {
            return new MfaDecision.Allow(method);
        }
        return switch (settings.modeInForce()) {
            case OFF -> new MfaDecision.Allow(method);
            case OBSERVE -> new MfaDecision.WouldChallenge(method, causes);
            case ENFORCE -> challengeOrDeny(causes, facts);
        };
    }

    private static MfaDecision challengeOrDeny(Set<ChallengeReason> causes, Facts facts) {
        return facts.canBeChallenged().getAsBoolean() ? new MfaDecision.Challenge(causes) : new MfaDecision.Deny(causes);
    }

    private static MfaEvidence.AmrMethod method(Facts facts) {
        if (facts.requirement() == MfaRequirement.IF_SUSPICIOUS_BESIDES_PROVIDER) {
            return MfaEvidence.AmrMethod.PROVIDER;
        }
        return facts.provenOnDevice() || Threshold.isClearedByDevice(facts.assessment()) ? MfaEvidence.AmrMethod.KNOWN_DEVICE : MfaEvidence.AmrMethod.NOT_ASKED;
    }

    private static Set<ChallengeReason> causes(MfaSettings settings, Threshold threshold, Facts facts) {
        Set<ChallengeReason> causes = EnumSet.noneOf(ChallengeReason.class);
        Runnable ofRequirement = switch (facts.requirement()) {
            case NOTHING, FULFILLED_BY_PROVIDER, FULFILLED_BY_PASSKEY -> () -> { };
            case IF_SUSPICIOUS, IF_SUSPICIOUS_BESIDES_PROVIDER -> () -> addSuspicions(causes, settings, threshold, facts);
            case UNLESS_PROVEN_ON_DEVICE -> () -> addPrivilege(causes, settings, !facts.provenOnDevice());
            case ALWAYS -> () -> addPrivilege(causes, settings, true);
        };
        ofRequirement.run();
        if (facts.isLevelOwed()) {
            causes.add(ChallengeReason.LEVEL);
        }
        return Collections.unmodifiableSet(causes);
    }

    private static void addPrivilege(Set<ChallengeReason> causes, MfaSettings settings, boolean isReason) {
        addConfiguration(causes, settings);
        if (isReason) {
            causes.add(ChallengeReason.PRIVILEGED);
        }
    }

    private static void addConfiguration(Set<ChallengeReason> causes, MfaSettings settings) {
        if (!settings.problems().isEmpty()) {
            causes.add(ChallengeReason.CONFIGURATION);
        }
    }

    private static void addSuspicions(Set<ChallengeReason> causes, MfaSettings settings, Threshold threshold, Facts facts) {
        addConfiguration(causes, settings);
        if (!facts.countriesAvailable()) {
            causes.add(ChallengeReason.COUNTRY_DATABASE_MISSING);
        }
        if (!facts.profileReadable()) {
            causes.add(ChallengeReason.PROFILE_UNREADABLE);
        }
        if (!facts.networkListReadable()) {
            causes.add(ChallengeReason.NETWORK_LIST_MISSING);
        }
        if (!facts.assessment().isFromCompany()) {
            addStrangeness(causes, threshold, facts);
        }
    }

    private static void addStrangeness(Set<ChallengeReason> causes, Threshold threshold, Facts facts) {
        Assessment assessment = facts.assessment();
        if (!Threshold.isCleared(assessment) && facts.profileReadable()) {
            Optional<ChallengeReason> ofHistory = switch (assessment.history()) {
                case NONE -> Optional.of(ChallengeReason.NO_HISTORY);
                case LEARNING -> Optional.of(ChallengeReason.LEARNING);
                case ESTABLISHED -> Optional.empty();
            };
            ofHistory.ifPresent(causes::add);
        }
        if (assessment.isExtreme()) {
            causes.add(ChallengeReason.EXTREME);
        }
        if (assessment.deviceReplayed()) {
            causes.add(ChallengeReason.REPLAY);
        }
        if (threshold.isExceededBy(assessment)) {
            causes.add(ChallengeReason.SCORE);
        }
    }
}
