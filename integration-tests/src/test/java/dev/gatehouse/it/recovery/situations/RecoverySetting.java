package dev.gatehouse.it.recovery.situations;

import dev.gatehouse.testsupport.admin.Admin;
import java.util.Map;

/** The settings of a realm while cases are played. Cases of one setting are played in parallel, except for {@link #ALONE}. */
enum RecoverySetting {
    /** The reference realm unchanged. */
    USUAL {
        @Override
        Admin.Restore in(RecoverySide side) {
            return () -> {};
        }
    },
    /** An emailed link is valid for ten seconds, the shortest lifetime that Gatehouse allows. */
    BRIEF_LINKS {
        @Override
        Admin.Restore in(RecoverySide side) {
            return side.linkLifetime(RecoverySide.BRIEF);
        }
    },
    /** Pages of a login are valid for ten seconds, links as usual. */
    BRIEF_FORMS {
        @Override
        Admin.Restore in(RecoverySide side) {
            return side.admin().realm(Map.of("accessCodeLifespanUserAction", RecoverySide.BRIEF.toSeconds()));
        }
    },
    /** A login in progress expires after ten seconds. */
    BRIEF_LOGINS {
        @Override
        Admin.Restore in(RecoverySide side) {
            long seconds = RecoverySide.BRIEF.toSeconds();
            return side.admin()
                    .realm(Map.of(
                            "accessCodeLifespanLogin",
                            seconds,
                            "accessCodeLifespanUserAction",
                            seconds,
                            "accessCodeLifespan",
                            seconds));
        }
    },
    /** Addresses must be verified. */
    VERIFYING {
        @Override
        Admin.Restore in(RecoverySide side) {
            return side.admin().realm(Map.of("verifyEmail", true));
        }
    },
    /** Three wrong passwords lock an account temporarily. */
    LOCKING {
        @Override
        Admin.Restore in(RecoverySide side) {
            return side.admin().realm(Map.of("failureFactor", 3));
        }
    },
    /** Three wrong passwords lock an account until an admin unlocks it. */
    LOCKING_FOR_GOOD {
        @Override
        Admin.Restore in(RecoverySide side) {
            return side.admin().realm(Map.of("failureFactor", 3, "permanentLockout", true));
        }
    },
    /** No user is challenged, so that a user can be signed in at several places. */
    UNASKED {
        @Override
        Admin.Restore in(RecoverySide side) {
            return side.withoutMfaStep();
        }
    },
    /** The case sets what it needs, and nothing else runs meanwhile. */
    ALONE {
        @Override
        Admin.Restore in(RecoverySide side) {
            return () -> {};
        }
    };

    /** Applies the setting to the realm; closing restores it. */
    abstract Admin.Restore in(RecoverySide side);
}
