package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.provider.Variant;
import java.util.Set;

/** The decision about a login. */
public sealed interface MfaDecision extends Variant<MfaDecision.Kind> {

    /** One kind per record below. */
    enum Kind {
        ALLOW,
        WOULD_CHALLENGE,
        CHALLENGE,
        DENY
    }

    /**
     * Allow the login.
     *
     * @param method how the login is secured: {@link MfaEvidence.AmrMethod#KNOWN_DEVICE}, {@link MfaEvidence.AmrMethod#PROVIDER} or
     *     {@link MfaEvidence.AmrMethod#NOT_ASKED}
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
     * Allow the login because of {@link MfaMode#OBSERVE}; otherwise it would be challenged.
     *
     * @param method how the login is secured
     * @param reasons why it would be challenged, not empty
     */
    record WouldChallenge(MfaEvidence.AmrMethod method, Set<ChallengeReason> reasons) implements MfaDecision {

        @Override
        public Kind kind() {
            return Kind.WOULD_CHALLENGE;
        }
    }

    /**
     * Challenge for a second factor.
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
     * Deny the login: a second factor is required, and the user has neither one nor an email address.
     *
     * @param reasons why it is required, not empty
     */
    record Deny(Set<ChallengeReason> reasons) implements MfaDecision {

        @Override
        public Kind kind() {
            return Kind.DENY;
        }
    }

    /** Why the login is challenged, or would be; empty if it is not. */
    Set<ChallengeReason> reasons();
}
