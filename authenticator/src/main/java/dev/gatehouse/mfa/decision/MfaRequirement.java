package dev.gatehouse.mfa.decision;

import dev.gatehouse.mfa.decision.GateSettings.Policy;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a login must fulfil, by user and first factor, before its risk is known. From less to more. */
public enum MfaRequirement {
    /** Nothing: for users without privileges the identity provider alone is responsible. */
    NOTHING(MfaEvidence.AmrMethod.NOT_ASKED),
    /** Nothing more: the identity provider has verified a second factor, and the administrator trusts it. */
    FULFILLED_BY_PROVIDER(MfaEvidence.AmrMethod.PROVIDER),
    /** Nothing more: the user signed in with a passkey, which is two factors in one. */
    FULFILLED_BY_PASSKEY(MfaEvidence.AmrMethod.WEBAUTHN),
    /** A second factor if the login looks suspicious. */
    IF_SUSPICIOUS(null),
    /** The same for a user whose identity provider has verified a trusted second factor, because a password was entered as well. */
    IF_SUSPICIOUS_BESIDES_PROVIDER(null),
    /** A second factor unless one was recently proven on this device. */
    UNLESS_PROVEN_ON_DEVICE(null),
    /** A second factor; the mailbox that was just proven for a new password is one, if email is a factor of the user. */
    AFTER_RECOVERY(null),
    /** A second factor. */
    ALWAYS(null);

    private final MfaEvidence.@Nullable AmrMethod fulfilledBy;

    MfaRequirement(MfaEvidence.@Nullable AmrMethod fulfilledBy) {
        this.fulfilledBy = fulfilledBy;
    }

    /** Whether only the risk decides. */
    public boolean isByRisk() {
        return this == IF_SUSPICIOUS || this == IF_SUSPICIOUS_BESIDES_PROVIDER;
    }

    /** How the login is secured if no challenge is needed; empty if one may be. */
    Optional<MfaEvidence.AmrMethod> fulfilledBy() {
        return Optional.ofNullable(fulfilledBy);
    }

    /** The stable name used by programs. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Determines what a login must fulfil.
     *
     * @param isPrivileged whether the user is privileged
     */
    static MfaRequirement of(FirstFactor firstFactor, boolean isPrivileged, GateSettings settings) {
        return switch (firstFactor.kind()) {
            case LOCAL -> IF_SUSPICIOUS;
            case PASSKEY -> FULFILLED_BY_PASSKEY;
            case RECOVERED -> AFTER_RECOVERY;
            case BROKERED -> ofBrokered((FirstFactor.Brokered) firstFactor, isPrivileged, settings);
        };
    }

    private static MfaRequirement ofBrokered(
            FirstFactor.Brokered brokered, boolean isPrivileged, GateSettings settings) {
        MfaRequirement ofProvider = isPrivileged ? ofPrivileged(brokered, settings) : NOTHING;
        // A password may be stolen, whichever user the provider has authenticated. It may also belong to another user,
        // entered before in
        // the same tab: so it raises the requirement and never lowers it.
        return brokered.withPassword() ? withPassword(ofProvider) : ofProvider;
    }

    private static MfaRequirement withPassword(MfaRequirement ofProvider) {
        return switch (ofProvider) {
            case NOTHING -> IF_SUSPICIOUS;
            case FULFILLED_BY_PROVIDER -> IF_SUSPICIOUS_BESIDES_PROVIDER;
            case FULFILLED_BY_PASSKEY,
                    IF_SUSPICIOUS,
                    IF_SUSPICIOUS_BESIDES_PROVIDER,
                    UNLESS_PROVEN_ON_DEVICE,
                    AFTER_RECOVERY,
                    ALWAYS -> ofProvider;
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
