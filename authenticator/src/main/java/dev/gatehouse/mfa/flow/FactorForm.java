package dev.gatehouse.mfa.flow;

import jakarta.ws.rs.core.MultivaluedMap;

/** The form of one factor. */
interface FactorForm {

    /**
     * Starts the challenge: the login was just found suspicious, or the user has just chosen this factor.
     *
     * @param isShared whether the user has ticked that others use this computer too
     */
    void begin(boolean isShared);

    /** Shows the form again on reload or back navigation (GET). */
    void show();

    /**
     * Handles a submitted form.
     *
     * @param form untrusted input
     */
    void answer(MultivaluedMap<String, String> form);
}
