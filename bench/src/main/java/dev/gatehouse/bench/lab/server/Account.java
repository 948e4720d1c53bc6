package dev.gatehouse.bench.lab.server;

import dev.gatehouse.risk.model.Profile;
import dev.gatehouse.risk.profile.DeviceTokenRotations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the server keeps of an account. */
final class Account {

    private static final int MAX_DEVICES = 10;

    Profile profile = Profile.EMPTY;
    DeviceTokenRotations rotations = DeviceTokenRotations.NONE;

    private final List<KnownDevice> devices = new ArrayList<>();
    private int created;

    /** A credential of a known device. */
    static final class KnownDevice {

        final String id;
        Instant provenAt;

        private KnownDevice(String id, Instant provenAt) {
            this.id = id;
            this.provenAt = provenAt;
        }
    }

    Optional<KnownDevice> device(String id) {
        return devices.stream().filter(device -> device.id.equals(id)).findFirst();
    }

    /** Remembers a device on which a second factor was proven. Those unused for longest make room. */
    KnownDevice remember(int person, Instant now) {
        while (devices.size() >= MAX_DEVICES) {
            devices.stream().min(Comparator.comparing(this::usedAt)).ifPresent(devices::remove);
        }
        KnownDevice device = new KnownDevice(String.format("%06x-%06x", person, created++), now);
        devices.add(device);
        return device;
    }

    void forget(KnownDevice device) {
        devices.remove(device);
    }

    List<String> ids() {
        return devices.stream().map(device -> device.id).toList();
    }

    Instant usedAt(KnownDevice device) {
        return rotations.of(device.id).map(DeviceTokenRotations.Rotation::at).orElse(device.provenAt);
    }
}
