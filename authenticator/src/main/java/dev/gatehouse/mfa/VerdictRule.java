package dev.gatehouse.mfa;

import dev.gatehouse.risk.Assessment;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Decides from what is known. What is not known counts against passing. */
final class VerdictRule {

    private VerdictRule() {}

    /**
     * The facts of one login.
     *
     * @param demand what the login must fulfil
     * @param isLevelOwed whether the app demands a level of authentication that only a proof is worth
     * @param provenOnDevice whether a second factor was proven on this device lately
     * @param assessment what the model thinks
     * @param profileReadable whether the user's history could be read
     * @param countriesAvailable whether countries can be looked up
     * @param networkListReadable whether the admin's list of networks could be read, or there is none
     * @param canBeAsked whether the user has a factor to ask for; looked up for those who are to be asked only
     */
    record Facts(
            Demand demand, boolean isLevelOwed, boolean provenOnDevice, Assessment assessment, boolean profileReadable, boolean countriesAvailable,
            boolean networkListReadable, BooleanSupplier canBeAsked) {}

    static Verdict decide(MfaSettings settings, Threshold threshold, Facts facts) {
        Set<Cause> causes = causes(settings, threshold, facts);
        Proof.Method method = method(facts);
        if (causes.isEmpty()) {
            return new Verdict.Pass(method);
        }
        return switch (settings.modeInForce()) {
            case OFF -> new Verdict.Pass(method);
            case OBSERVE -> new Verdict.WouldAsk(method, causes);
            case ENFORCE -> askOrRefuse(causes, facts);
        };
    }

    private static Verdict askOrRefuse(Set<Cause> causes, Facts facts) {
        return facts.canBeAsked().getAsBoolean() ? new Verdict.Ask(causes) : new Verdict.Refuse(causes);
    }

    private static Proof.Method method(Facts facts) {
        if (facts.demand() == Demand.IF_SUSPICIOUS_BESIDES_PROVIDER) {
            return Proof.Method.PROVIDER;
        }
        return facts.provenOnDevice() || Threshold.isClearedByDevice(facts.assessment()) ? Proof.Method.KNOWN_DEVICE : Proof.Method.NOT_ASKED;
    }

    private static Set<Cause> causes(MfaSettings settings, Threshold threshold, Facts facts) {
        Set<Cause> causes = EnumSet.noneOf(Cause.class);
        switch (facts.demand()) {
            case NOTHING, FULFILLED_BY_PROVIDER, FULFILLED_BY_PASSKEY -> { }
            case IF_SUSPICIOUS, IF_SUSPICIOUS_BESIDES_PROVIDER -> addSuspicions(causes, settings, threshold, facts);
            case UNLESS_PROVEN_ON_DEVICE -> {
                addConfiguration(causes, settings);
                if (!facts.provenOnDevice()) {
                    causes.add(Cause.PRIVILEGED);
                }
            }
            case ALWAYS -> {
                addConfiguration(causes, settings);
                causes.add(Cause.PRIVILEGED);
            }
        }
        if (facts.isLevelOwed()) {
            causes.add(Cause.LEVEL);
        }
        return Collections.unmodifiableSet(causes);
    }

    private static void addConfiguration(Set<Cause> causes, MfaSettings settings) {
        if (!settings.problems().isEmpty()) {
            causes.add(Cause.CONFIGURATION);
        }
    }

    private static void addSuspicions(Set<Cause> causes, MfaSettings settings, Threshold threshold, Facts facts) {
        addConfiguration(causes, settings);
        if (!facts.countriesAvailable()) {
            causes.add(Cause.COUNTRY_DATABASE_MISSING);
        }
        if (!facts.profileReadable()) {
            causes.add(Cause.PROFILE_UNREADABLE);
        }
        if (!facts.networkListReadable()) {
            causes.add(Cause.NETWORK_LIST_MISSING);
        }
        if (!facts.assessment().isFromCompany()) {
            addStrangeness(causes, threshold, facts);
        }
    }

    private static void addStrangeness(Set<Cause> causes, Threshold threshold, Facts facts) {
        Assessment assessment = facts.assessment();
        if (!Threshold.isCleared(assessment) && facts.profileReadable()) {
            switch (assessment.history()) {
                case NONE -> causes.add(Cause.NO_HISTORY);
                case LEARNING -> causes.add(Cause.LEARNING);
                case ESTABLISHED -> { }
            }
        }
        if (assessment.isExtreme()) {
            causes.add(Cause.EXTREME);
        }
        if (assessment.deviceReplayed()) {
            causes.add(Cause.REPLAY);
        }
        if (threshold.isExceededBy(assessment)) {
            causes.add(Cause.SCORE);
        }
    }
}
