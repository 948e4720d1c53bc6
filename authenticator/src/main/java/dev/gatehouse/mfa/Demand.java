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
    /** A second factor unless one was proven on this device lately. */
    UNLESS_PROVEN_ON_DEVICE(null),
    /** A second factor. */
    ALWAYS(null);

    private final Proof.Method fulfilledBy;

    Demand(Proof.Method fulfilledBy) {
        this.fulfilledBy = fulfilledBy;
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
        if (origin instanceof Origin.Passkey) {
            return FULFILLED_BY_PASSKEY;
        }
        if (!(origin instanceof Origin.Brokered brokered)) {
            return IF_SUSPICIOUS;
        }
        Demand ofProvider = isPrivileged ? ofPrivileged(brokered, settings) : NOTHING;
        // A password may be stolen, whoever the provider vouches for. It may also be another's, typed before in the same tab: so it
        // raises what is demanded and never lowers it.
        return brokered.withPassword() && ofProvider.compareTo(IF_SUSPICIOUS) < 0 ? IF_SUSPICIOUS : ofProvider;
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
