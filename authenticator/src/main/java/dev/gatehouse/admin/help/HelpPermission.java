package dev.gatehouse.admin.help;

import java.util.function.BooleanSupplier;

/** Whether a caller may help a user. It is the same for every act. */
public enum HelpPermission {
    /** Yes. */
    GRANTED,
    /** No: the caller is neither an administrator of this user nor a helper. */
    NO_ROLE,
    /** No: helpers do not help themselves, because whoever has stolen their session would. */
    OWN_ACCOUNT,
    /** No: helpers only look at privileged accounts. */
    PRIVILEGED;

    /** Who asks. */
    enum Caller {
        /** May manage the user, by {@code manage-users} or by a fine-grained permission. */
        ADMINISTRATOR,
        /** Has the role of helpers, and may view the user. */
        HELPER,
        /** Any other caller. */
        OTHER
    }

    /**
     * Decides.
     *
     * @param isOwnAccount whether the caller is the user
     * @param isPrivileged whether the account is privileged; asked for helpers only
     */
    static HelpPermission of(Caller caller, boolean isOwnAccount, BooleanSupplier isPrivileged) {
        return switch (caller) {
            case ADMINISTRATOR -> GRANTED;
            case HELPER -> isOwnAccount ? OWN_ACCOUNT : isPrivileged.getAsBoolean() ? PRIVILEGED : GRANTED;
            case OTHER -> NO_ROLE;
        };
    }
}
