package dev.gatehouse.mfa;

import dev.gatehouse.mfa.GateSettings.Policy;

/** What a login must fulfil, from who it is and how they came; before anything is known about the risk. From less to more. */
enum Demand {
    /** Nothing: people without privileges answer to their identity provider alone. */
    NOTHING,
    /** Nothing more: the identity provider has seen a second factor, and the admin believes it. */
    NOTHING_MORE,
    /** A code if the login looks suspicious. */
    IF_SUSPICIOUS,
    /** A code unless one was proven on this device lately. */
    UNLESS_PROVEN_ON_DEVICE,
    /** A code. */
    ALWAYS;

    /**
     * Decides what a login must fulfil.
     *
     * @param isPrivileged whether the user is one of the privileged
     */
    static Demand of(Origin origin, boolean isPrivileged, GateSettings settings) {
        if (!(origin instanceof Origin.Brokered brokered)) {
            return IF_SUSPICIOUS;
        }
        Demand ofProvider = isPrivileged ? ofPrivileged(brokered, settings) : NOTHING;
        // A password may be stolen, whoever the provider vouches for. It may also be another's, typed before in the same tab: so it
        // raises what is demanded and never lowers it.
        return brokered.withPassword() && ofProvider.compareTo(IF_SUSPICIOUS) < 0 ? IF_SUSPICIOUS : ofProvider;
    }

    private static Demand ofPrivileged(Origin.Brokered brokered, GateSettings settings) {
        return settings.isTrusted(brokered) ? NOTHING_MORE : of(settings.policy());
    }

    private static Demand of(Policy policy) {
        return switch (policy) {
            case ALWAYS -> ALWAYS;
            case ADAPTIVE -> IF_SUSPICIOUS;
            case DEVICE -> UNLESS_PROVEN_ON_DEVICE;
        };
    }
}
