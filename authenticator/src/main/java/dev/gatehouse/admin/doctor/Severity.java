package dev.gatehouse.admin.doctor;

import java.util.Locale;

/** How much a finding matters, the worst first. */
public enum Severity {
    /** Logins pass unprotected, or users cannot sign in. */
    HOLE,
    /** Protection is weaker than intended, or likely to fail. */
    RISK,
    /** Worth knowing. */
    NOTE;

    /** The stable name in reports, metrics and logs. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
