package dev.gatehouse.mfa;

import dev.gatehouse.code.Outcome;
import dev.gatehouse.code.OwnCodes;
import dev.gatehouse.factor.Factor;
import dev.gatehouse.factor.KeyAnswer;
import dev.gatehouse.factor.KeyRequest;
import dev.gatehouse.factor.ProvenKey;
import dev.gatehouse.factor.SecurityKeys;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;

/** The factors that a user has set up: nothing is sent for them. */
public final class OwnFactors {

    private final KeycloakSession session;
    private final Subject subject;
    private final OwnCodes codes;
    private final BruteForce bruteForce;

    OwnFactors(KeycloakSession session, Subject subject) {
        this.session = session;
        this.subject = subject;
        this.codes = new OwnCodes(session, subject.realm(), subject.user());
        this.bruteForce = new BruteForce(session, subject.realm(), subject.user());
    }

    /** When the account may try again after too many wrong codes; empty if at once. */
    public Optional<Instant> blockedUntil() {
        return Stream.of(codes.blockedUntil(), bruteForce.lockedUntil()).flatMap(Optional::stream).max(Instant::compareTo);
    }

    /** When a key may be tried again after too many failures; empty if at once. */
    public Optional<Instant> lockedUntil() {
        return bruteForce.lockedUntil();
    }

    /** Checks a code of an authenticator app, and counts a wrong one. */
    public Outcome checkApp(String typed) {
        return bruteForce.guarding(() -> codes.checkApp(typed));
    }

    /** Checks a recovery code, and counts a wrong one. */
    public Outcome checkRecovery(String typed) {
        return bruteForce.guarding(() -> codes.checkRecovery(typed));
    }

    /** Which code of the recovery list is the next, counted from 1; empty if none is left. */
    public Optional<Integer> nextRecoveryCode() {
        return codes.nextRecoveryCode();
    }

    /** Removes the recovery list if all its codes are used; whether it did. */
    public boolean removeUsedUpList() {
        return codes.removeUsedUpList();
    }

    /**
     * What to have signed.
     *
     * @param factor {@link Factor#PASSKEY} or {@link Factor#SECURITY_KEY}
     */
    public KeyRequest requestKey(Factor factor) {
        return keys(factor).request();
    }

    /**
     * Checks a signature. There is no limit on wrong ones, because nobody guesses one; whether the account is locked is asked before,
     * see {@link #lockedUntil}.
     *
     * @param challenge that of the request, not used before
     */
    public Optional<ProvenKey> checkKey(Factor factor, String challenge, KeyAnswer answer) {
        return keys(factor).check(challenge, answer);
    }

    private SecurityKeys keys(Factor factor) {
        return new SecurityKeys(session, subject.realm(), subject.user(), factor);
    }
}
