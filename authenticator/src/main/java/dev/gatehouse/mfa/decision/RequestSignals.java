package dev.gatehouse.mfa.decision;

import dev.gatehouse.mfa.device.DeviceLife;
import dev.gatehouse.mfa.device.KnownDevices;
import dev.gatehouse.risk.model.DeviceRecognition;
import dev.gatehouse.risk.model.Network;
import dev.gatehouse.risk.model.UserAgent;
import dev.gatehouse.risk.population.PopulationService;
import dev.gatehouse.risk.population.PopulationSnapshot;
import dev.gatehouse.risk.profile.ProfileLookup;
import dev.gatehouse.risk.signals.SignalReader;
import java.time.Duration;
import org.keycloak.models.KeycloakSession;

/** The signals of a login in the current request. */
record RequestSignals(KeycloakSession session, LoginKey loginKey, SignalReader reader, DeviceLife deviceLife)
        implements LoginSignals {

    @Override
    public Network network() {
        return reader.network(loginKey.realm());
    }

    @Override
    public UserAgent userAgent() {
        return reader.userAgent();
    }

    @Override
    public DeviceRecognition device(ProfileLookup profile, Network network) {
        return new KnownDevices(session)
                .recognise(
                        loginKey.realm(),
                        loginKey.user(),
                        profile.rotations(),
                        network.prefix(),
                        deviceLife,
                        profile.profile().begin());
    }

    @Override
    public boolean wasProvenOnDevice(Duration within) {
        return new KnownDevices(session).wasProven(loginKey.realm(), loginKey.user(), within);
    }

    @Override
    public PopulationSnapshot population() {
        return PopulationService.of(session).snapshot(loginKey.realm().getId());
    }
}
