package dev.gatehouse.mfa.decision;

import dev.gatehouse.mfa.factor.VerifiedWebAuthnKey;
import dev.gatehouse.mfa.otp.CodeVerification;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a login of a certain user was secured. Cannot be made out of nothing: it comes from a code or a key that was
 * checked, from a verdict, or from what was fulfilled before.
 */
public final class MfaEvidence {

    /** The ways to secure a login. The name is told in tokens, sessions and events. */
    public enum AmrMethod {
        /** A code that was mailed. */
        EMAIL("email", true),
        /** A code that an authenticator app shows. */
        OTP("otp", true),
        /** A passkey or security key. */
        WEBAUTHN("webauthn", true),
        /** A code from the user's recovery list. */
        RECOVERY_CODE("recovery-code", true),
        /** A second factor that the identity provider has seen and the admin believes. */
        PROVIDER("provider", false),
        /** A token that an earlier, proven login left in the browser. */
        KNOWN_DEVICE("known-device", false),
        /** Nothing but the first factor: the login was not suspicious, or asking is switched off. */
        NOT_ASKED("not-asked", false);

        private static final Map<String, AmrMethod> BY_CLAIM = Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(AmrMethod::claim, Function.identity()));

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

        /** Whether something besides the password was proven in this login. */
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

    private MfaEvidence(String userId, AmrMethod method, Instant at, boolean ofUnprivileged) {
        this.userId = userId;
        this.method = method;
        this.at = at;
        this.ofUnprivileged = ofUnprivileged;
    }

    /** The proof that a checked code is. */
    static MfaEvidence of(CodeVerification.Accepted accepted, Instant at) {
        AmrMethod method = switch (accepted.factor()) {
            case EMAIL -> AmrMethod.EMAIL;
            case AUTHENTICATOR_APP -> AmrMethod.OTP;
            case RECOVERY_CODE -> AmrMethod.RECOVERY_CODE;
            case PASSKEY, SECURITY_KEY -> throw new IllegalArgumentException("keys sign, they have no codes");
        };
        return new MfaEvidence(accepted.userId(), method, at, false);
    }

    /** The proof that a key that has signed is. */
    static MfaEvidence of(VerifiedWebAuthnKey verifiedKey, Instant at) {
        return new MfaEvidence(verifiedKey.userId(), AmrMethod.WEBAUTHN, at, false);
    }

    /** The proof that a verdict to let pass is. */
    static MfaEvidence unchallenged(LoginKey loginKey, AmrMethod method, Instant at) {
        if (method.isSecondFactor()) {
            throw new IllegalArgumentException("a second factor is proven by checking it, not by a verdict");
        }
        return new MfaEvidence(loginKey.user().getId(), method, at, false);
    }

    /** The proof of a login of which nothing, or nothing more, is demanded: whatever it needs was given before the second step. */
    static Optional<MfaEvidence> fulfilled(LoginKey loginKey, MfaRequirement requirement, Instant at) {
        return requirement.fulfilledBy().map(method -> new MfaEvidence(loginKey.user().getId(), method, at, requirement == MfaRequirement.NOTHING));
    }

    /** The user that the proof is about. It is worth nothing for another. */
    public String userId() {
        return userId;
    }

    /** How the login was secured. */
    public AmrMethod method() {
        return method;
    }

    /** Whether nothing was demanded of a user without privileges. It is worth nothing once the user has some. */
    boolean isOfUnprivileged() {
        return ofUnprivileged;
    }

    /** When. */
    public Instant at() {
        return at;
    }
}
