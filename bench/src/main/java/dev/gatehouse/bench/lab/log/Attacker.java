package dev.gatehouse.bench.lab.log;

import java.util.Arrays;
import java.util.Optional;

/** Kinds of attackers, all of whom know the password. The first three are those of Wiefling et al., in rising knowledge of the victim. */
public enum Attacker {
    /** From where attacks come from, with a popular browser. */
    NAIVE("naive"),
    /** From the victim's country. */
    VPN("VPN"),
    /** From the victim's country, with an eye on the victim's device. */
    TARGETED("targeted"),
    /** Through a private line of a provider that the realm's users have, with the victim's family of device. */
    RESIDENTIAL("residential proxy"),
    /** From the victim's own provider, with the victim's exact user agent. */
    VERY_TARGETED("very targeted"),
    /** With everything that was in the victim's browser, the token of the known device too. */
    STOLEN_TOKEN("stolen token");

    private final String label;

    Attacker(String label) {
        this.label = label;
    }

    /** The name in logs and tables. */
    public String label() {
        return label;
    }

    /** The kind with this label, whatever its case; empty for any other text. */
    public static Optional<Attacker> ofLabel(String label) {
        return Arrays.stream(values()).filter(kind -> kind.label.equalsIgnoreCase(label)).findFirst();
    }
}
