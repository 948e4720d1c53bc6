package dev.gatehouse.bench.lab.log;

import java.util.Arrays;
import java.util.Optional;

/**
 * Kinds of attackers, all of whom know the password. The first three are those of Wiefling et al., by increasing knowledge of the
 * victim.
 */
public enum Attacker {
    /** From a typical origin of attacks, with a popular browser. */
    NAIVE("naive"),
    /** From the victim's country. */
    VPN("VPN"),
    /** From the victim's country, with a user agent close to the victim's device. */
    TARGETED("targeted"),
    /** Through a residential line of a provider that the realm's users have, with the victim's device family. */
    RESIDENTIAL("residential proxy"),
    /** From the victim's own provider, with the victim's exact user agent. */
    VERY_TARGETED("very targeted"),
    /** With the whole content of the victim's browser, including the token of the known device. */
    STOLEN_TOKEN("stolen token");

    private final String label;

    Attacker(String label) {
        this.label = label;
    }

    /** The name in logs and tables. */
    public String label() {
        return label;
    }

    /** The kind with this label, ignoring case; empty for any other text. */
    public static Optional<Attacker> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label.equalsIgnoreCase(label))
                .findFirst();
    }
}
