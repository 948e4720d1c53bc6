package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.provider.Variant;
import java.util.Set;

/** What is to be done about a login. */
public sealed interface MfaDecision extends Variant<MfaDecision.Kind> {

    /** One for each record below. */
    enum Kind { ALLOW, WOULD_CHALLENGE, CHALLENGE, DENY }

    /**
     * Let it pass.
     *
     * @param method how the login is secured: {@link MfaEvidence.AmrMethod#KNOWN_DEVICE}, {@link MfaEvidence.AmrMethod#PROVIDER} or {@link MfaEvidence.AmrMethod#NOT_ASKED}
     */
    record Allow(MfaEvidence.AmrMethod method) implements MfaDecision {

        @Override
        public Set<ChallengeReason> reasons() {
            return Set.of();
        }

        @Override
        public Kind kind() {
            return Kind.ALLOW;
        }
    }

    /**
     * Let it pass, because of {@link Mode#OBSERVE}; otherwise it would be asked.
     *
     * @param method how the login is secured
     * @param reasons why it would be asked, not empty
     */
    record WouldChallenge(MfaEvidence.AmrMethod method, Set<ChallengeReason> reasons) implements MfaDecision {

        @Override
        public Kind kind() {
            return Kind.WOULD_CHALLENGE;
        }
    }

    /**
     * Ask for a second factor.
     *
     * @param reasons why, not empty
     */
    record Challenge(Set<ChallengeReason> reasons) implements MfaDecision {

        @Override
        public Kind kind() {
            return Kind.CHALLENGE;
        }
    }

    /**
     * A second factor must be asked for, and the user has neither one nor an address.
     *
     * @param reasons why one must be asked for, not empty
     */
    record Deny(Set<ChallengeReason> reasons) implements MfaDecision {

        @Override
        public Kind kind() {
            return Kind.DENY;
        }
    }

    /** Why the login is suspicious; empty if it is not. */
    Set<ChallengeReason> reasons();
}
