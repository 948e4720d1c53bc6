package dev.gatehouse.mfa.decision;

import dev.gatehouse.risk.model.DeviceRecognition;
import dev.gatehouse.risk.model.Network;
import dev.gatehouse.risk.model.UserAgent;
import dev.gatehouse.risk.population.PopulationSnapshot;
import dev.gatehouse.risk.profile.ProfileLookup;
import java.time.Duration;

/** What is observed of a login besides its account: read from the request of a login, or supposed for one that never takes place. */
interface LoginSignals {

    /** The network that it comes from. */
    Network network();

    /** The user agent. */
    UserAgent userAgent();

    /**
     * Whether it comes from a device of the user.
     *
     * @param profile what is known of the user
     * @param network {@link #network()}, which costs look-ups
     */
    DeviceRecognition device(ProfileLookup profile, Network network);

    /** Whether a second factor was proven on the device within this period. Meaningful only if the device is known. */
    boolean wasProvenOnDevice(Duration within);

    /** What is usual in the realm. */
    PopulationSnapshot population();
}
