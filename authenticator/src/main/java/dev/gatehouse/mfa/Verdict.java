package dev.gatehouse.mfa;

import java.util.Set;

/** What is to be done about a login. */
public sealed interface Verdict {

    /**
     * Let it pass.
     *
     * @param method how the login is secured: {@link Proof.Method#KNOWN_DEVICE}, {@link Proof.Method#PROVIDER} or {@link Proof.Method#NOT_ASKED}
     */
    record Pass(Proof.Method method) implements Verdict {

        @Override
        public Set<Cause> causes() {
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
     * @param causes why it would be asked, not empty
     */
    record WouldAsk(Proof.Method method, Set<Cause> causes) implements Verdict {

        @Override
        public <T> T choose(Cases<T> cases) {
            return cases.wouldAsk(this);
        }
    }

    /**
     * Ask for a second factor.
     *
     * @param causes why, not empty
     */
    record Ask(Set<Cause> causes) implements Verdict {

        @Override
        public <T> T choose(Cases<T> cases) {
            return cases.ask(this);
        }
    }

    /**
     * A second factor must be asked for, and the user has neither one nor an address.
     *
     * @param causes why one must be asked for, not empty
     */
    record Refuse(Set<Cause> causes) implements Verdict {

        @Override
        public <T> T choose(Cases<T> cases) {
            return cases.refuse(this);
        }
    }

    /** Why the login is suspicious; empty if it is not. */
    Set<Cause> causes();

    /** Does what is to be done in the case at hand. A new case does not compile until every caller has an answer to it. */
    <T> T choose(Cases<T> cases);

    /** An answer to each case. */
    interface Cases<T> {

        T pass(Pass pass);

        T wouldAsk(WouldAsk wouldAsk);

        T ask(Ask ask);

        T refuse(Refuse refuse);
    }
}
