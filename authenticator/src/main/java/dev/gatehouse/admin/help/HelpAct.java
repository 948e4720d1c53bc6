package dev.gatehouse.admin.help;

import dev.gatehouse.notification.email.AccountNoticeEmail;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be done for one person. */
public enum HelpAct {
    /** Lifts the limits of the account, such as that of wrong codes. */
    UNLOCK("unlock", "limits", AccountNoticeEmail.Kind.UNLOCKED),
    /** Issues a pass for one login. */
    LET_IN_ONCE("let_in_once", "pass", AccountNoticeEmail.Kind.LET_IN_ONCE),
    /** Forgets what is known about the user, and all devices. No email: the next login is challenged, and nothing else changes. */
    FORGET("forget", "history", null),
    /** Ends all sessions. */
    SIGN_OUT("sign_out", "sign-out", AccountNoticeEmail.Kind.SIGNED_OUT),
    /** Ends all sessions, forgets all devices, and makes codes, links and the password void. */
    LOCK_DOWN("lock_down", "lock-down", AccountNoticeEmail.Kind.LOCKED_DOWN);

    private final String id;
    private final String path;
    private final AccountNoticeEmail.@Nullable Kind notice;

    HelpAct(String id, String path, AccountNoticeEmail.@Nullable Kind notice) {
        this.id = id;
        this.path = path;
        this.notice = notice;
    }

    /** The stable name in events. */
    public String id() {
        return id;
    }

    /** The last segment of its path in the Admin REST API, which admin events name. */
    String path() {
        return path;
    }

    /** The email that tells the owner of the account; empty if none is sent. */
    Optional<AccountNoticeEmail.Kind> notice() {
        return Optional.ofNullable(notice);
    }
}
