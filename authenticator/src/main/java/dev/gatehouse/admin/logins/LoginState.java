package dev.gatehouse.admin.logins;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a login has ended. */
public enum LoginState {
    /** The user is signed in. */
    COMPLETED,
    /** A second factor was required, and none was accepted, so far at least. */
    NOT_COMPLETED,
    /** Gatehouse has ended it. */
    REFUSED;

    /** The stable name in JSON. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
