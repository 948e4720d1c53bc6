package dev.gatehouse.password.rules;

import java.io.IOException;

/** Passwords that attackers try first, because they are common or were leaked. Thread-safe. */
public interface CommonPasswordLookup {

    /** An empty list. */
    CommonPasswordLookup NONE = password -> false;

    /**
     * Whether a password is known. The list decides whether the comparison is exact or ignores case.
     *
     * @param password as typed
     * @throws IOException if the list cannot be read; the caller must then treat the password as known
     */
    boolean contains(String password) throws IOException;
}
