package dev.gatehouse.mfa.issuance;

/**
 * Makes a protocol whose logins end at the last door, under the id of Keycloak's own. Subclasses of Keycloak's factories and protocols, because
 * Keycloak casts both to its own classes in many places. With the option off they make Keycloak's own protocol.
 */
sealed interface GuardedProtocolFactory permits GuardedOidcProtocolFactory, GuardedSamlProtocolFactory {

    /** The option of the provider that switches the last door off, see {@link dev.gatehouse.keycloak.config.ServerSwitch}. */
    String OPTION = "last-door";

    /** How far above Keycloak's own: far enough to leave room for others between. */
    int ABOVE = 1000;

    /** Whether the last door is on. */
    boolean isOn();
}
