package dev.gatehouse.issuance;

/** Makes a protocol whose logins end at the last door. */
sealed interface GuardedProtocolFactory permits GuardedOidcProtocolFactory, GuardedSamlProtocolFactory {

    /** How far above Keycloak's own: far enough to leave room for others between. */
    int ABOVE = 1000;

    /** Whether the last door is on, see {@link LastDoorOption}. */
    boolean isOn();
}
