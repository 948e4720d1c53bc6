package dev.gatehouse.mfa;

import dev.gatehouse.mfa.GateSettings.Policy;
import java.util.Optional;

/** What a login must fulfil, from who it is and how they came; before anything is known about the risk. From less to more. */
enum Demand {
    /** Nothing: people without privileges answer to their identity provider alone. */
    NOTHING(Proof.Method.NOT_ASKED),
    /** Nothing more: the identity provider has seen a second factor, and the admin believes it. */
    FULFILLED_BY_PROVIDER(Proof.Method.PROVIDER),
    /** Nothing more: the person signed in with a passkey, which is two factors in one. */
    FULFILLED_BY_PASSKEY(Proof.Method.WEBAUTHN),
    /** A second factor if the login looks suspicious. */
    IF_SUSPICIOUS(null),
    /** The same of somebody whose identity provider has seen a second factor that the admin believes: a password was typed as well. */
    IF_SUSPICIOUS_BESIDES_PROVIDER(null),
    /** A second factor unless one was proven on this device lately. */
    UNLESS_PROVEN_ON_DEVICE(null),
    /** A second factor. */
    ALWAYS(null);

    private final Proof.Method fulfilledBy;

    Demand(Proof.Method fulfilledBy) {
        this.fulfilledBy = fulfilledBy;
    }

    /** Whether the risk decides, and nothing else that is demanded. */
    boolean isByRisk() {
        return this == IF_SUSPICIOUS || this == IF_SUSPICIOUS_BESIDES_PROVIDER;
    }

    /** How the login is secured where nothing needs to be asked; empty where something may. */
    Optional<Proof.Method> fulfilledBy() {
        return Optional.ofNullable(fulfilledBy);
    }

    /**
     * Decides what a login must fulfil.
     *
     * @param isPrivileged whether the user is one of the privileged
     */
    static Demand of(Origin origin, boolean isPrivileged, GateSettings settings) {
        return switch (origin.kind()) {
            case LOCAL -> IF_SUSPICIOUS;
            case PASSKEY -> FULFILLED_BY_PASSKEY;
            case BROKERED -> ofBrokered((Origin.Brokered) origin, isPrivileged, settings);
        };
    }

    private static Demand ofBrokered(Origin.Brokered brokered, boolean isPrivileged, GateSettings settings) {
        Demand ofProvider = isPrivileged ? ofPrivileged(brokered, settings) : NOTHING;
        // A password may be stolen, whoever the provider vouches for. It may also be another's, typed before in the same tab: so it
        // raises what is demanded and never lowers it.
        return brokered.withPassword() ? withPassword(ofProvider) : ofProvider;
    }

    private static Demand withPassword(Demand ofProvider) {
        return switch (ofProvider) {
            case NOTHING -> IF_SUSPICIOUS;
            case FULFILLED_BY_PROVIDER -> IF_SUSPICIOUS_BESIDES_PROVIDER;
            case FULFILLED_BY_PASSKEY, IF_SUSPICIOUS, IF_SUSPICIOUS_BESIDES_PROVIDER, UNLESS_PROVEN_ON_DEVICE, ALWAYS -> ofProvider;
        };
    }

    private static Demand ofPrivileged(Origin.Brokered brokered, GateSettings settings) {
        return settings.isTrusted(brokered) ? FULFILLED_BY_PROVIDER : of(settings.policy());
    }

    private static Demand of(Policy policy) {
        return switch (policy) {
            case ALWAYS -> ALWAYS;
            case ADAPTIVE -> IF_SUSPICIOUS;
            case DEVICE -> UNLESS_PROVEN_ON_DEVICE;
        };
    }
}
