package dev.gatehouse.mfa.decision;

import dev.gatehouse.mfa.device.VerifiedMailboxCookie;
import dev.gatehouse.mfa.factor.VerifiedWebAuthnKey;
import dev.gatehouse.mfa.otp.CodeVerification;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Evidence of how a login of a certain user was secured. It can only be created from a verified code or key, from a mailbox that was just
 * proven, from a decision, or from a requirement that was already met.
 */
public final class MfaEvidence {

    /** How a login can be secured. The name appears in tokens, sessions and events. */
    public enum AmrMethod {
        /** A code sent by email. */
        EMAIL("email", true),
        /** A code that an authenticator app shows. */
        OTP("otp", true),
        /** A passkey or security key. */
        WEBAUTHN("webauthn", true),
        /** A code from the user's recovery list. */
        RECOVERY_CODE("recovery-code", true),
        /** A second factor of the identity provider that the administrator trusts. */
        PROVIDER("provider", false),
        /** A token that an earlier, proven login left in the browser. */
        KNOWN_DEVICE("known-device", false),
        /** Only the first factor: the login was not suspicious, or challenges are off. */
        NOT_ASKED("not-asked", false);

        private static final Map<String, AmrMethod> BY_CLAIM =
                Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(AmrMethod::claim, Function.identity()));

        private final String claim;
        private final boolean secondFactor;

        AmrMethod(String claim, boolean secondFactor) {
            this.claim = claim;
            this.secondFactor = secondFactor;
        }

        /** The value in {@code amr}, in the session note and in events. */
        public String claim() {
            return claim;
        }

        /** Whether a second factor was verified in this login. */
        public boolean isSecondFactor() {
            return secondFactor;
        }

        /** The method with this claim. */
        public static Optional<AmrMethod> ofClaim(String claim) {
            return Optional.ofNullable(BY_CLAIM.get(claim));
        }
    }

    private final String userId;
    private final AmrMethod method;
    private final Instant at;
    private final boolean ofUnprivileged;
    private final boolean lenient;
    private final boolean unreached;

    private MfaEvidence(
            String userId, AmrMethod method, Instant at, boolean ofUnprivileged, boolean lenient, boolean unreached) {
        this.userId = userId;
        this.method = method;
        this.at = at;
        this.ofUnprivileged = ofUnprivileged;
        this.lenient = lenient;
        this.unreached = unreached;
    }

    /** Evidence for a verified code. */
    static MfaEvidence of(CodeVerification.Accepted accepted, Instant at) {
        AmrMethod method =
                switch (accepted.factor()) {
                    case EMAIL -> AmrMethod.EMAIL;
                    case AUTHENTICATOR_APP -> AmrMethod.OTP;
                    case RECOVERY_CODE -> AmrMethod.RECOVERY_CODE;
                    case PASSKEY, SECURITY_KEY -> throw new IllegalArgumentException("keys sign, they have no codes");
                };
        return new MfaEvidence(accepted.userId(), method, at, false, false, false);
    }

    /** Evidence for a verified key signature. */
    static MfaEvidence of(VerifiedWebAuthnKey verifiedKey, Instant at) {
        return new MfaEvidence(verifiedKey.userId(), AmrMethod.WEBAUTHN, at, false, false, false);
    }

    /**
     * Evidence for a mailbox that was proven for a new password in this browser; email must be a factor of this login.
     *
     * @param mailbox the proof
     */
    static MfaEvidence of(LoginKey loginKey, VerifiedMailboxCookie.Proof mailbox) {
        return new MfaEvidence(loginKey.user().getId(), AmrMethod.EMAIL, mailbox.at(), false, false, false);
    }

    /** Evidence for a login that is allowed unchallenged. */
    static MfaEvidence unchallenged(LoginKey loginKey, AmrMethod method, Instant at) {
        if (method.isSecondFactor()) {
            throw new IllegalArgumentException("a second factor is proven by verifying it, not by a decision");
        }
        return new MfaEvidence(loginKey.user().getId(), method, at, false, false, false);
    }

    /**
     * Evidence for a login that passes only because of the mode: it was not decided about, or would be challenged in another mode.
     *
     * @param isUnreached see {@link MfaSettings#isUnreached}
     */
    static MfaEvidence lenient(LoginKey loginKey, AmrMethod method, Instant at, boolean isUnreached) {
        MfaEvidence unchallenged = unchallenged(loginKey, method, at);
        return new MfaEvidence(unchallenged.userId, method, at, false, true, isUnreached);
    }

    /** Evidence of a login of which nothing (more) is required: whatever it needs was given before the MFA step. */
    static Optional<MfaEvidence> fulfilled(LoginKey loginKey, MfaRequirement requirement, Instant at) {
        return requirement
                .fulfilledBy()
                .map(method -> new MfaEvidence(
                        loginKey.user().getId(), method, at, requirement == MfaRequirement.NOTHING, false, false));
    }

    /** The user of this evidence. It is invalid for any other. */
    public String userId() {
        return userId;
    }

    /** How the login was secured. */
    public AmrMethod method() {
        return method;
    }

    /** Whether nothing was required because the user had no privileges. The evidence becomes invalid once the user has some. */
    boolean isOfUnprivileged() {
        return ofUnprivileged;
    }

    /** Whether only the mode let the login pass. */
    boolean isLenient() {
        return lenient;
    }

    /** Whether the mode did only because {@code enforce} does not reach the user yet. */
    boolean isUnreached() {
        return unreached;
    }

    /** When the login was secured. */
    public Instant at() {
        return at;
    }
}
