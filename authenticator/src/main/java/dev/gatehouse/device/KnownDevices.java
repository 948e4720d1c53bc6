package dev.gatehouse.device;

import dev.gatehouse.account.AccountStamp;
import dev.gatehouse.risk.DeviceRecognition;
import dev.gatehouse.risk.UserAgent;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.common.util.Time;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Remembers, recognises and forgets the devices of users. */
public final class KnownDevices {

    private static final int SECRET_BYTES = 32;
    private static final int MAX_DEVICES = 10;

    private final KeycloakSession session;

    public KnownDevices(KeycloakSession session) {
        this.session = session;
    }

    /** Whether the current request comes from a device of this user. Reads only what Keycloak has cached with the user. */
    public DeviceRecognition recognise(RealmModel realm, UserModel user) {
        return presented(realm, user).isPresent() ? DeviceRecognition.KNOWN : DeviceRecognition.UNKNOWN;
    }

    /** An opaque name of the device that sent the current request; empty if it is not known. */
    public Optional<String> identify(RealmModel realm, UserModel user) {
        return presented(realm, user).map(CredentialModel::getId);
    }

    /** Whether a second factor was proven on this device within this time. */
    public boolean wasProven(RealmModel realm, UserModel user, Duration within) {
        Instant earliest = Instant.ofEpochMilli(Time.currentTimeMillis()).minus(within);
        return presented(realm, user).flatMap(KnownDeviceCredential::provenAt).filter(earliest::isBefore).isPresent();
    }

    /**
     * Remembers the device that sent the current request. The oldest device makes room. A device that is known already is left as
     * it is, but for the time of a proof.
     *
     * @param lifetime how long the browser keeps the token
     * @param isProven whether a second factor was just proven
     */
    public void remember(RealmModel realm, UserModel user, UserAgent userAgent, Duration lifetime, boolean isProven) {
        long provenAt = isProven ? Time.currentTimeMillis() / 1000 : 0;
        Optional<CredentialModel> known = presented(realm, user);
        if (known.isPresent()) {
            if (isProven) {
                KnownDeviceCredential.proven(known.get(), provenAt);
                user.credentialManager().updateStoredCredential(known.get());
            }
            return;
        }
        List<CredentialModel> devices = forgetOutdated(user);
        for (int surplus = devices.size() - MAX_DEVICES; surplus >= 0; surplus--) {
            user.credentialManager().removeStoredCredentialById(devices.get(surplus).getId());
        }
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(SecretGenerator.getInstance().randomBytes(SECRET_BYTES));
        CredentialModel stored = user.credentialManager().createStoredCredential(
                KnownDeviceCredential.create(label(userAgent, devices), secret, AccountStamp.of(user), provenAt));
        long expiresAt = Time.currentTimeMillis() / 1000 + lifetime.toSeconds();
        DeviceToken token = new DeviceToken(stored.getId(), user.getId(), realm.getId(), secret, expiresAt);
        new DeviceCookie(session, realm, user).write(session.tokens().encode(token), lifetime);
    }

    private Optional<CredentialModel> presented(RealmModel realm, UserModel user) {
        Optional<String> cookie = new DeviceCookie(session, realm, user).read();
        if (cookie.isEmpty()) {
            return Optional.empty();
        }
        DeviceToken token = session.tokens().decode(cookie.get(), DeviceToken.class);
        boolean isForThisUser = token != null
                && DeviceToken.TYPE.equals(token.getType())
                && token.isActive()
                && token.hasAudience(realm.getId())
                && user.getId().equals(token.getSubject())
                && token.getId() != null
                && token.getSecret() != null;
        if (!isForThisUser) {
            return Optional.empty();
        }
        AccountStamp current = AccountStamp.of(user);
        return stored(user).stream()
                .filter(device -> token.getId().equals(device.getId()))
                .filter(device -> KnownDeviceCredential.matches(device, token.getSecret()))
                .filter(device -> KnownDeviceCredential.restsOn(device, current))
                .findFirst();
    }

    /** Removes what a changed password or address has made worthless; returns the rest, oldest first. */
    public List<CredentialModel> forgetOutdated(UserModel user) {
        AccountStamp current = AccountStamp.of(user);
        List<CredentialModel> all = stored(user);
        all.stream()
                .filter(device -> !KnownDeviceCredential.restsOn(device, current))
                .forEach(device -> user.credentialManager().removeStoredCredentialById(device.getId()));
        return all.stream().filter(device -> KnownDeviceCredential.restsOn(device, current)).toList();
    }

    /** Forgets all devices of a user, whatever they rest on. */
    public void forgetAll(UserModel user) {
        stored(user).forEach(device -> user.credentialManager().removeStoredCredentialById(device.getId()));
    }

    private static List<CredentialModel> stored(UserModel user) {
        return user.credentialManager()
                .getStoredCredentialsByTypeStream(KnownDeviceCredential.TYPE)
                .sorted(Comparator.comparingLong(
                        (CredentialModel device) -> device.getCreatedDate() == null ? 0 : device.getCreatedDate()))
                .toList();
    }

    /** Keycloak wants labels that differ. */
    private static String label(UserAgent userAgent, List<CredentialModel> devices) {
        Set<String> taken = devices.stream().map(CredentialModel::getUserLabel).collect(Collectors.toSet());
        String plain = userAgent.browser() + ", " + userAgent.operatingSystem();
        String label = plain;
        for (int number = 2; taken.contains(label); number++) {
            label = plain + " (" + number + ")";
        }
        return label;
    }
}
