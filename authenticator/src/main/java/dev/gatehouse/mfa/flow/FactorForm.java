package dev.gatehouse.mfa.flow;

import jakarta.ws.rs.core.MultivaluedMap;

/** How one factor is asked for. */
interface FactorForm {

    /**
     * The login was found suspicious just now, or the person has just chosen this factor.
     *
     * @param isShared whether the person has said that others use this computer too
     */
    void begin(boolean isShared);

    /** Somebody reloads or comes back. */
    void show();

    /**
     * A form was posted.
     *
     * @param form it may hold anything
     */
    void answer(MultivaluedMap<String, String> form);
}
