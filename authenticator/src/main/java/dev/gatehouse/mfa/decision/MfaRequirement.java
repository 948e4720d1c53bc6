package dev.gatehouse.mfa.decision;

import dev.gatehouse.mfa.decision.GateSettings.Policy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a login must fulfil, from who it is and how they came; before anything is known about the risk. From less to more. */
enum MfaRequirement {
    /** Nothing: people without privileges answer to their identity provider alone. */
    NOTHING(MfaEvidence.AmrMethod.NOT_ASKED),
    /** Nothing more: the identity provider has seen a second factor, and the admin believes it. */
    FULFILLED_BY_PROVIDER(MfaEvidence.AmrMethod.PROVIDER),
    /** Nothing more: the person signed in with a passkey, which is two factors in one. */
    FULFILLED_BY_PASSKEY(MfaEvidence.AmrMethod.WEBAUTHN),
    /** A second factor if the login looks suspicious. */
    IF_SUSPICIOUS(null),
    /** The same of somebody whose identity provider has seen a second factor that the admin believes: a password was typed as well. */
    IF_SUSPICIOUS_BESIDES_PROVIDER(null),
    /** A second factor unless one was proven on this device lately. */
    UNLESS_PROVEN_ON_DEVICE(null),
    /** A second factor. */
    ALWAYS(null);

    private final MfaEvidence.@Nullable AmrMethod fulfilledBy;

    MfaRequirement(MfaEvidence.@Nullable AmrMethod fulfilledBy) {
        this.fulfilledBy = fulfilledBy;
    }

    /** Whether the risk decides, and nothing else that is demanded. */
    boolean isByRisk() {
        return this == IF_SUSPICIOUS || this == IF_SUSPICIOUS_BESIDES_PROVIDER;
    }

    /** How the login is secured where nothing needs to be asked; empty where something may. */
    Optional<MfaEvidence.AmrMethod> fulfilledBy() {
        return Optional.ofNullable(fulfilledBy);
    }

    /**
     * Decides what a login must fulfil.
     *
     * @param isPrivileged whether the user is one of the privileged
     */
    static MfaRequirement of(FirstFactor firstFactor, boolean isPrivileged, GateSettings settings) {
        return switch (firstFactor.kind()) {
            case LOCAL -> IF_SUSPICIOUS;
            case PASSKEY -> FULFILLED_BY_PASSKEY;
            case BROKERED -> ofBrokered((FirstFactor.Brokered) firstFactor, isPrivileged, settings);
        };
    }

    private static MfaRequirement ofBrokered(FirstFactor.Brokered brokered, boolean isPrivileged, GateSettings settings) {
        MfaRequirement ofProvider = isPrivileged ? ofPrivileged(brokered, settings) : NOTHING;
        // A password may be stolen, whoever the provider vouches for. It may also be another's, typed before in the same tab: so it
        // raises what is demanded and never lowers it.
        return brokered.withPassword() ? withPassword(ofProvider) : ofProvider;
    }

    private static MfaRequirement withPassword(MfaRequirement ofProvider) {
        return switch (ofProvider) {
            case NOTHING -> IF_SUSPICIOUS;
            case FULFILLED_BY_PROVIDER -> IF_SUSPICIOUS_BESIDES_PROVIDER;
            case FULFILLED_BY_PASSKEY, IF_SUSPICIOUS, IF_SUSPICIOUS_BESIDES_PROVIDER, UNLESS_PROVEN_ON_DEVICE, ALWAYS -> ofProvider;
        };
    }

    private static MfaRequirement ofPrivileged(FirstFactor.Brokered brokered, GateSettings settings) {
        return settings.isTrusted(brokered) ? FULFILLED_BY_PROVIDER : of(settings.policy());
    }

    private static MfaRequirement of(Policy policy) {
        return switch (policy) {
            case ALWAYS -> ALWAYS;
            case ADAPTIVE -> IF_SUSPICIOUS;
            case DEVICE -> UNLESS_PROVEN_ON_DEVICE;
        };
    }
}
