package dev.gatehouse.risk.population;

import java.util.Locale;

/** What became of an email with a code. The names are those of rows, and in lower case they are values of a metric's label. */
public enum CodeMail {
    /** The SMTP server has accepted it. */
    SENT,
    /** The SMTP server has not accepted it. */
    REFUSED,
    /** The SMTP server has not answered in time; the email may still have been sent. */
    UNCONFIRMED;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
