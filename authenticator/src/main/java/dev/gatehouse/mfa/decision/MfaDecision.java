package dev.gatehouse.mfa.decision;

import java.util.Set;

/** What is to be done about a login. */
public sealed interface MfaDecision {

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
        public <T> T choose(Cases<T> cases) {
            return cases.pass(this);
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
        public <T> T choose(Cases<T> cases) {
            return cases.wouldAsk(this);
        }
    }

    /**
     * Ask for a second factor.
     *
     * @param reasons why, not empty
     */
    record Challenge(Set<ChallengeReason> reasons) implements MfaDecision {

        @Override
        public <T> T choose(Cases<T> cases) {
            return cases.ask(this);
        }
    }

    /**
     * A second factor must be asked for, and the user has neither one nor an address.
     *
     * @param reasons why one must be asked for, not empty
     */
    record Deny(Set<ChallengeReason> reasons) implements MfaDecision {

        @Override
        public <T> T choose(Cases<T> cases) {
            return cases.refuse(this);
        }
    }

    /** Why the login is suspicious; empty if it is not. */
    Set<ChallengeReason> reasons();

    /** Does what is to be done in the case at hand. A new case does not compile until every caller has an answer to it. */
    <T> T choose(Cases<T> cases);

    /** An answer to each case. */
    interface Cases<T> {

        T pass(Allow pass);

        T wouldAsk(WouldChallenge wouldAsk);

        T ask(Challenge ask);

        T refuse(Deny refuse);
    }
}
