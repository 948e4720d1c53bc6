package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.provider.Variant;
import java.util.Set;

/** How the user authenticated before the MFA step. */
public sealed interface FirstFactor extends Variant<FirstFactor.Kind> {

    /** One kind per record below. */
    enum Kind {
        LOCAL,
        PASSKEY,
        RECOVERED,
        BROKERED
    }

    /** With a password of this realm, or any other credential that the realm checks itself. */
    record Local() implements FirstFactor {

        @Override
        public Kind kind() {
            return Kind.LOCAL;
        }
    }

    /** With a passkey of this realm that required user verification, and through no identity provider. */
    record Passkey() implements FirstFactor {

        @Override
        public Kind kind() {
            return Kind.PASSKEY;
        }
    }

    /** With the mailbox, in place of a password that was just set by an emailed code or link, see {@link RecoveredLogin}. */
    record Recovered() implements FirstFactor {

        @Override
        public Kind kind() {
            return Kind.RECOVERED;
        }
    }

    /**
     * Through an identity provider.
     *
     * @param alias the provider
     * @param assurances what the validated token or assertion says about the authentication at the provider: values of {@code amr},
     *     {@code acr} and AuthnContextClassRef; empty if it says nothing or can no longer be read
     * @param withPassword whether a password of this realm was entered as well
     */
    record Brokered(String alias, Set<String> assurances, boolean withPassword) implements FirstFactor {

        @Override
        public Kind kind() {
            return Kind.BROKERED;
        }
    }
}
