package dev.gatehouse.login;

import jakarta.ws.rs.core.MultivaluedMap;

/** How one factor is asked for. */
interface FactorDialogue {

    /** The login was found suspicious just now, or the person has just chosen this factor. */
    void begin();

    /** Somebody reloads or comes back. */
    void show();

    /**
     * A form was posted.
     *
     * @param form it may hold anything
     */
    void answer(MultivaluedMap<String, String> form);
}
