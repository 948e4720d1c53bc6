package dev.gatehouse.mfa.issuance;

/**
 * Creates a protocol whose logins end at the token issuance guard, under the id of Keycloak's own. Factories and protocols extend
 * Keycloak's, because Keycloak casts both to its own classes in many places. If the option is off, the factories create Keycloak's own
 * protocol.
 */
sealed interface GuardedProtocolFactory permits GuardedOidcProtocolFactory, GuardedSamlProtocolFactory {

    /** The provider option that switches the token issuance guard off, see {@link dev.gatehouse.keycloak.config.ServerSwitch}. */
    String OPTION = "last-door";

    /** How far above the order of Keycloak's own; leaves space for other extensions in between. */
    int ABOVE = 1000;

    /** Whether the token issuance guard is on. */
    boolean isOn();
}
