package dev.gatehouse.mfa;

import java.util.Set;

/** How somebody came. */
public sealed interface Origin {

    /** The ways to come. Decide by an exhaustive switch over them, so that a new one does not compile until every decision has an answer. */
    enum Kind {
        /** {@link Local}. */
        LOCAL,
        /** {@link Passkey}. */
        PASSKEY,
        /** {@link Brokered}. */
        BROKERED
    }

    /** Which kind this is. */
    Kind kind();

    /** With a password of this realm, or whatever else the realm checks itself. */
    record Local() implements Origin {

        @Override
        public Kind kind() {
            return Kind.LOCAL;
        }
    }

    /** With a passkey of this realm, whose holder had to show that they are its owner, and through no identity provider. */
    record Passkey() implements Origin {

        @Override
        public Kind kind() {
            return Kind.PASSKEY;
        }
    }

    /**
     * Through an identity provider.
     *
     * @param alias the provider
     * @param assurances what the provider's validated token or assertion says about how the person was authenticated there: values
     *     of {@code amr}, {@code acr} and AuthnContextClassRef; empty where it says nothing or can no longer be read
     * @param withPassword whether a password of this realm was typed as well
     */
    record Brokered(String alias, Set<String> assurances, boolean withPassword) implements Origin {

        @Override
        public Kind kind() {
            return Kind.BROKERED;
        }
    }
}
