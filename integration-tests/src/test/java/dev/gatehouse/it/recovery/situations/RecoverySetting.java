package dev.gatehouse.it.recovery.situations;

import dev.gatehouse.testsupport.admin.Admin;
import java.util.Map;

/** How a realm is set while cases are played; those of one setting are played at the same time, but for {@link #ALONE}. */
enum RecoverySetting {
    /** As it is. */
    USUAL {
        @Override
        Admin.Restore in(RecoverySide side) {
            return () -> { };
        }
    },
    /** A mailed link is good for ten seconds, the shortest that Gatehouse allows. */
    BRIEF_LINKS {
        @Override
        Admin.Restore in(RecoverySide side) {
            return side.linkLifetime(RecoverySide.BRIEF);
        }
    },
    /** Pages of a login are good for ten seconds, links as usual. */
    BRIEF_FORMS {
        @Override
        Admin.Restore in(RecoverySide side) {
            return side.admin().realm(Map.of("accessCodeLifespanUserAction", RecoverySide.BRIEF.toSeconds()));
        }
    },
    /** A login in progress is forgotten after ten seconds. */
    BRIEF_LOGINS {
        @Override
        Admin.Restore in(RecoverySide side) {
            long seconds = RecoverySide.BRIEF.toSeconds();
            return side.admin().realm(Map.of("accessCodeLifespanLogin", seconds, "accessCodeLifespanUserAction", seconds, "accessCodeLifespan", seconds));
        }
    },
    /** Addresses must be verified. */
    VERIFYING {
        @Override
        Admin.Restore in(RecoverySide side) {
            return side.admin().realm(Map.of("verifyEmail", true));
        }
    },
    /** Three wrong passwords lock an account for a time. */
    LOCKING {
        @Override
        Admin.Restore in(RecoverySide side) {
            return side.admin().realm(Map.of("failureFactor", 3));
        }
    },
    /** Three wrong passwords lock an account until an admin helps. */
    LOCKING_FOR_GOOD {
        @Override
        Admin.Restore in(RecoverySide side) {
            return side.admin().realm(Map.of("failureFactor", 3, "permanentLockout", true));
        }
    },
    /** Nobody is asked for a second step, so that people can be signed in at several places. */
    UNASKED {
        @Override
        Admin.Restore in(RecoverySide side) {
            return side.withoutMfaStep();
        }
    },
    /** The case sets what it needs, and nothing else happens meanwhile. */
    ALONE {
        @Override
        Admin.Restore in(RecoverySide side) {
            return () -> { };
        }
    };

    /** Sets the realm; closing puts it back. */
    abstract Admin.Restore in(RecoverySide side);
}
