package dev.gatehouse.mfa.decision;

import dev.gatehouse.mfa.factor.Factor;
import dev.gatehouse.mfa.factor.VerifiedWebAuthnKey;
import dev.gatehouse.mfa.factor.WebAuthnAssertion;
import dev.gatehouse.mfa.factor.WebAuthnRequest;
import dev.gatehouse.mfa.factor.WebAuthnVerifier;
import dev.gatehouse.mfa.lockout.BruteForceProtection;
import dev.gatehouse.mfa.otp.CodeVerification;
import dev.gatehouse.mfa.otp.TotpAndRecoveryCodeVerifier;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/** The factors that a user has set up or been given by support, and for which nothing is sent. */
public final class EnrolledFactors {

    private final KeycloakSession session;
    private final LoginKey loginKey;
    private final TotpAndRecoveryCodeVerifier codes;
    private final OneTimePasses passes;
    private final BruteForceProtection bruteForce;

    EnrolledFactors(KeycloakSession session, LoginKey loginKey) {
        this.session = session;
        this.loginKey = loginKey;
        this.codes = new TotpAndRecoveryCodeVerifier(session, loginKey.realm(), loginKey.user());
        this.passes = new OneTimePasses(session, loginKey.realm(), loginKey.user());
        this.bruteForce = new BruteForceProtection(session, loginKey.realm(), loginKey.user());
    }

    /** When the account may try again after too many wrong codes; empty if at once. */
    public Optional<Instant> blockedUntil() {
        return Stream.of(codes.blockedUntil(), bruteForce.lockedUntil())
                .flatMap(Optional::stream)
                .max(Instant::compareTo);
    }

    /** When a key may be tried again after too many failures; empty if at once. */
    public Optional<Instant> lockedUntil() {
        return bruteForce.lockedUntil();
    }

    /** Verifies a code of an authenticator app, and counts a wrong one. */
    public CodeVerification checkApp(@Nullable String submitted) {
        return bruteForce.guarding(() -> codes.checkApp(submitted));
    }

    /** Verifies a recovery code, and counts a wrong one. */
    public CodeVerification checkRecovery(@Nullable String submitted) {
        return bruteForce.guarding(() -> codes.checkRecovery(submitted));
    }

    /** Whether support has issued a one-time pass that is valid now. */
    public boolean isPassOffered() {
        return passes.isOffered();
    }

    /**
     * Verifies a one-time pass or a recovery code, and counts a wrong one. The pass has attempts of its own, so that it lets its user in
     * while wrong codes, which may be an attacker's, block all others.
     */
    public CodeVerification checkPassOrRecovery(@Nullable String submitted) {
        return bruteForce.guarding(() -> {
            Optional<CodeVerification> ofPass = passes.check(submitted);
            if (ofPass.filter(EnrolledFactors::isAccepted).isPresent()) {
                return ofPass.get();
            }
            CodeVerification ofList = codes.checkRecovery(submitted);
            return isAccepted(ofList) || ofList.isWrongGuess() ? ofList : ofPass.orElse(ofList);
        });
    }

    private static boolean isAccepted(CodeVerification verification) {
        return switch (verification.kind()) {
            case ACCEPTED -> true;
            case EMPTY, MALFORMED, WRONG, EXPIRED, EXHAUSTED, BLOCKED -> false;
        };
    }

    /** The number of the next recovery code, counted from 1; empty if none is left. */
    public Optional<Integer> nextRecoveryCode() {
        return codes.nextRecoveryCode();
    }

    /**
     * Removes the list of recovery codes if all are used.
     *
     * @return whether it did
     */
    public boolean removeUsedUpList() {
        return codes.removeUsedUpList();
    }

    /**
     * The WebAuthn request to sign.
     *
     * @param factor {@link Factor#PASSKEY} or {@link Factor#SECURITY_KEY}
     */
    public WebAuthnRequest requestKey(Factor factor) {
        return keys(factor).request();
    }

    /**
     * Verifies a signature. Wrong signatures are not limited, because they cannot be guessed; the caller checks the lock of the account
     * first, see {@link #lockedUntil}.
     *
     * @param challenge that of the request, not used before
     */
    public Optional<VerifiedWebAuthnKey> checkKey(Factor factor, String challenge, WebAuthnAssertion answer) {
        return keys(factor).check(challenge, answer);
    }

    private WebAuthnVerifier keys(Factor factor) {
        return new WebAuthnVerifier(session, loginKey.realm(), loginKey.user(), factor);
    }
}
