package dev.gatehouse.password.rules;

import java.io.IOException;

/** Passwords that attackers try first, because they are common or were leaked. Safe for use by many threads. */
public interface KnownPasswords {

    /** No password is known. */
    KnownPasswords NONE = password -> false;

    /**
     * Whether a password is known, in exactly this form or in another case: which of the two, the list decides.
     *
     * @param password never {@code null}
     * @throws IOException if the list cannot be read; the caller must then take the password for known
     */
    boolean contains(String password) throws IOException;
}
