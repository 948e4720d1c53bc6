package dev.gatehouse.mfa.decision;

import dev.gatehouse.risk.model.DeviceRecognition;
import dev.gatehouse.risk.model.Network;
import dev.gatehouse.risk.model.UserAgent;
import dev.gatehouse.risk.population.PopulationService;
import dev.gatehouse.risk.population.PopulationSnapshot;
import dev.gatehouse.risk.profile.ProfileLookup;
import dev.gatehouse.risk.signals.SignalReader;
import java.time.Duration;
import org.keycloak.models.KeycloakSession;

/** The signals of a hypothetical login. */
record HypotheticalSignals(KeycloakSession session, HypotheticalLogin login, SignalReader reader)
        implements LoginSignals {

    @Override
    public Network network() {
        return reader.network(login.realm(), login.address());
    }

    @Override
    public UserAgent userAgent() {
        return reader.userAgent(login.userAgent().orElse(null));
    }

    /** As supposed, unless what is known of the user would let no device be recognised so. */
    @Override
    public DeviceRecognition device(ProfileLookup profile, Network network) {
        boolean isPossible =
                switch (login.device()) {
                    case KNOWN, REPLAYED -> profile.rotations().isPresent();
                    case SEEN -> profile.profile().begin().isPresent();
                    case UNKNOWN -> true;
                };
        return isPossible ? login.device() : DeviceRecognition.UNKNOWN;
    }

    @Override
    public boolean wasProvenOnDevice(Duration within) {
        return login.isProvenOnDevice();
    }

    @Override
    public PopulationSnapshot population() {
        return PopulationService.of(session).peek(login.realm().getId());
    }
}
