package dev.gatehouse.admin.help;

import dev.gatehouse.notification.email.AccountNoticeEmail;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be done for one person. */
enum HelpAct {
    /** Lifts the limits of the account, such as that of wrong codes. */
    UNLOCK("unlock", AccountNoticeEmail.Kind.UNLOCKED),
    /** Issues a pass for one login. */
    LET_IN_ONCE("let_in_once", AccountNoticeEmail.Kind.LET_IN_ONCE),
    /** Forgets what is known about the user, and all devices. No email: the next login is challenged, and nothing else changes. */
    FORGET("forget", null),
    /** Ends all sessions. */
    SIGN_OUT("sign_out", AccountNoticeEmail.Kind.SIGNED_OUT),
    /** Ends all sessions, forgets all devices, and makes codes, links and the password void. */
    LOCK_DOWN("lock_down", AccountNoticeEmail.Kind.LOCKED_DOWN);

    private final String id;
    private final AccountNoticeEmail.@Nullable Kind notice;

    HelpAct(String id, AccountNoticeEmail.@Nullable Kind notice) {
        this.id = id;
        this.notice = notice;
    }

    /** The stable name in events. */
    String id() {
        return id;
    }

    /** The email that tells the owner of the account; empty if none is sent. */
    Optional<AccountNoticeEmail.Kind> notice() {
        return Optional.ofNullable(notice);
    }
}
