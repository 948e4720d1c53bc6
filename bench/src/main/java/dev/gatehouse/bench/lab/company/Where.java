package dev.gatehouse.bench.lab.company;

/** The way by which a login reached the Internet. */
public enum Where {
    /** The shared address of an office. */
    OFFICE,
    /** The line at home. */
    HOME,
    /** A mobile carrier, by phone or by a computer that uses the phone's connection. */
    CARRIER,
    /** The network of a hotel abroad. */
    HOTEL,
    /** Abroad, through the carrier: the address is one of the home country. */
    ROAMING,
    /** A commercial VPN with an exit in the home country. */
    VPN,
    /** A relay that hides the address of a phone's browser. */
    RELAY
}
