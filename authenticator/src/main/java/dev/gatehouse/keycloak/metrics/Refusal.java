package dev.gatehouse.keycloak.metrics;

import java.util.Locale;

/** Why a login or a grant was turned away, as {@link GatehouseCounter#REFUSALS} counts it. The label's value is the name in lower case. */
public enum Refusal {
    /** The account has no factor and no email address. */
    NO_FACTOR,
    /** The account was secured since the login began. */
    SECURED_SINCE,
    /** The level of authentication that the app demands cannot be reached. */
    LEVEL_UNMET,
    /** A direct grant that needs a second factor, where the flow has no step that asks for it. */
    DIRECT_GRANT,
    /** A grant of tokens without the second factor. */
    GATE_TOKENS,
    /** A change of factors without a recent second factor. */
    FACTOR_CHANGE,
    /** A login for an app that the account may not use. */
    APP_ACCESS,
    /** A login for an app whose access settings are invalid. */
    APP_ACCESS_MISCONFIGURED,
    /** A grant of tokens for an app that the account may not use. */
    APP_ACCESS_TOKENS,
    /** A login that was about to end without its second factor. */
    LAST_DOOR_PROOF,
    /** A login that was about to end although its account was secured meanwhile. */
    LAST_DOOR_SECURED,
    /** A login that was about to end below the level that the app demands. */
    LAST_DOOR_LEVEL,
    /** A login that was about to end for an app that the account may not use. */
    LAST_DOOR_ROLE;

    /** Counts one more in a realm. */
    public void count(String realmName) {
        GatehouseCounter.REFUSALS.increment(realmName, label());
    }

    /** Counts one more that was not turned away, because the mode of the realm refuses nothing. */
    public void countObserved(String realmName) {
        GatehouseCounter.REFUSALS_OBSERVED.increment(realmName, label());
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
