package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.provider.Variant;
import java.util.Set;

/** How somebody came. */
public sealed interface FirstFactor extends Variant<FirstFactor.Kind> {

    /** One for each record below. */
    enum Kind { LOCAL, PASSKEY, BROKERED }

    /** With a password of this realm, or whatever else the realm checks itself. */
    record Local() implements FirstFactor {

        @Override
        public Kind kind() {
            return Kind.LOCAL;
        }
    }

    /** With a passkey of this realm, whose holder had to show that they are its owner, and through no identity provider. */
    record Passkey() implements FirstFactor {

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
    record Brokered(String alias, Set<String> assurances, boolean withPassword) implements FirstFactor {

        @Override
        public Kind kind() {
            return Kind.BROKERED;
        }
    }
}
