package dev.gatehouse.admin.page;

import dev.gatehouse.keycloak.provider.Variant;

/** Who opens the page. */
sealed interface Visitor extends Variant<Visitor.Kind> {

    /** One for each record below. */
    enum Kind {
        SIGNED_IN,
        SIGNED_OUT,
        REFUSED,
        NO_REALM
    }

    /** An administrator of the realm. */
    record SignedIn(PageAdmin admin) implements Visitor {

        @Override
        public Kind kind() {
            return Kind.SIGNED_IN;
        }
    }

    /** Nobody is signed in in this browser, or not as securely as an app requires. */
    record SignedOut() implements Visitor {

        @Override
        public Kind kind() {
            return Kind.SIGNED_OUT;
        }
    }

    /**
     * Somebody who may not see anything of the realm.
     *
     * @param username who it is
     */
    record Refused(String username) implements Visitor {

        @Override
        public Kind kind() {
            return Kind.REFUSED;
        }
    }

    /** The named realm does not exist, or is none that administrators of this one may know of. */
    record NoRealm() implements Visitor {

        @Override
        public Kind kind() {
            return Kind.NO_REALM;
        }
    }
}
