package dev.gatehouse.mfa.enforcement;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whom a realm enforces MFA for, from nobody to everybody. */
public enum EnforcementScope {
    /** Nobody: the mode is {@code off} or {@code observe}, or {@code enforce} has not begun. */
    NOBODY,
    /** The members of the pilot. All other logins are observed. */
    PILOT,
    /** Everybody. */
    EVERYBODY;

    /** The stable name used in reports and in the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scope with a stable name; {@link #EVERYBODY} for another text, or none, as versions without scopes wrote it. */
    static EnforcementScope ofCode(@Nullable String code) {
        return Arrays.stream(values())
                .filter(scope -> scope.code().equals(code))
                .findFirst()
                .orElse(EVERYBODY);
    }
}
