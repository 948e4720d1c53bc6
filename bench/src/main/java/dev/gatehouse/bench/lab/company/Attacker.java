package dev.gatehouse.bench.lab.company;

/** Kinds of attackers. All know the password; none has anything that the server stored at the victim. */
public enum Attacker {
    /** From a typical origin of attacks, with the newest popular browser. */
    NAIVE,
    /** Tries leaked passwords, from hosting and hijacked lines, with a popular or an outdated browser. */
    STUFFING,
    /** Through a commercial VPN in the victim's country, one that people of the company use too. */
    VPN,
    /** Passes the victim's own login on through a server in the victim's country, with the victim's exact browser. */
    AITM,
    /** Through a consumer's line in the victim's country, with a browser like the victim's. */
    RESIDENTIAL,
    /** The same through a line of the victim's own provider. */
    SAME_ISP,
    /** Through the victim's own mobile carrier, with a phone like the victim's. */
    CARRIER,
    /** A colleague at the victim's office, with the company's standard browser. */
    INSIDER
}
