package dev.gatehouse.mfa.device;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.mfa.stamp.SecurityStamp;
import dev.gatehouse.mfa.stamp.SecurityStampService;
import dev.gatehouse.risk.model.DeviceRecognition;
import dev.gatehouse.risk.model.LoginAttempt;
import dev.gatehouse.risk.model.UserAgent;
import dev.gatehouse.risk.profile.DeviceTokenRotations;
import dev.gatehouse.risk.profile.SecuredAt;
import dev.gatehouse.risk.signals.RequestCache;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
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

    /** For how long the token before the latest is good, in the same network. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    private final KeycloakSession session;

    public KnownDevices(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Whether the current request comes from a device of this user. Reads only what Keycloak has cached with the user.
     *
     * @param rotations how often the tokens of the user's devices were replaced; empty if that cannot be told, and then none is known
     * @param prefix the network prefix that the request comes from
     */
    public DeviceRecognition recognise(RealmModel realm, UserModel user, Optional<DeviceTokenRotations> rotations, String prefix) {
        Instant now = KeycloakClock.now();
        return rotations.flatMap(known -> presented(realm, user).map(device -> recognise(device, known.of(device.stored().getId()), prefix, now)))
                .orElse(DeviceRecognition.UNKNOWN);
    }

    private static DeviceRecognition recognise(Presented device, Optional<DeviceTokenRotations.Rotation> latest, String prefix, Instant now) {
        boolean isReplaced = latest.filter(rotation -> device.token().getNumber() < rotation.number()).isPresent();
        // Two tabs at once show the same token, and an answer that brought a new one may be lost.
        boolean isExcused = latest
                .filter(rotation -> device.token().getNumber() == rotation.number() - 1)
                .filter(rotation -> now.isBefore(rotation.at().plus(GRACE)) && rotation.prefix().equals(prefix))
                .isPresent();
        return isReplaced && !isExcused ? DeviceRecognition.REPLAYED : DeviceRecognition.KNOWN;
    }

    /** Somebody whose device sent the current request, which names nobody else; empty if it is not known. */
    public Optional<UserModel> owner(RealmModel realm) {
        return DeviceCookie.readAny(session).stream()
                .map(cookie -> session.tokens().decode(cookie, DeviceToken.class))
                .filter(token -> token != null && token.getSubject() != null)
                .flatMap(token -> Optional.ofNullable(session.users().getUserById(realm, token.getSubject())).stream())
                .filter(user -> presented(realm, user).isPresent())
                .findFirst();
    }

    /** An opaque name of the device that sent the current request; empty if it is not known. */
    public Optional<String> identify(RealmModel realm, UserModel user) {
        return presented(realm, user).map(device -> device.stored().getId());
    }

    /** Whether a second factor was proven on this device within this time. */
    public boolean wasProven(RealmModel realm, UserModel user, Duration within) {
        Instant earliest = KeycloakClock.now().minus(within);
        return presented(realm, user).map(Presented::stored).flatMap(KnownDeviceCredential::provenAt).filter(earliest::isBefore).isPresent();
    }

    /**
     * A device that showed a valid token, whether or not that was replaced.
     *
     * @param stored what is kept of it
     * @param token what it showed
     */
    private record Presented(CredentialModel stored, DeviceToken token) {}

    /**
     * A login is complete: gives the device that sent the current request its next token, or remembers it. Of a device whose token
     * had been replaced before, somebody has a copy: once its user has proven a second factor, it is forgotten, and remembered anew if it is to be.
     *
     * @param attempt the login, as it was judged
     * @param rememberFor how long the browser shall keep the token of a device that is not known yet; empty not to remember it
     * @param isProven whether a second factor was just proven
     * @param securedAt when the account had been secured as of the login's first factor: a device is worth as much as the login
     * @return what becomes of the user's tokens, to be written once the login is committed
     */
    public UnaryOperator<DeviceTokenRotations> completed(
            RealmModel realm, UserModel user, LoginAttempt attempt, Optional<Duration> rememberFor, boolean isProven, SecuredAt securedAt) {
        Optional<Presented> device = presented(realm, user);
        boolean isReplayed = attempt.device() == DeviceRecognition.REPLAYED;
        if (device.isPresent() && !isReplayed) {
            boolean isTrusted = attempt.device() == DeviceRecognition.KNOWN || rememberFor.isPresent();
            return isTrusted ? turn(realm, user, device.get(), attempt, rememberFor.isPresent() && isProven) : UnaryOperator.identity();
        }
        if (isProven) {
            // Whether or not this browser is to be remembered anew: the copy must not stay good on a shared computer either.
            device.ifPresent(copied -> user.credentialManager().removeStoredCredentialById(copied.stored().getId()));
        }
        rememberFor.ifPresent(lifetime -> remember(realm, user, attempt.userAgent(), lifetime, isProven, securedAt));
        return UnaryOperator.identity();
    }

    private UnaryOperator<DeviceTokenRotations> turn(RealmModel realm, UserModel user, Presented device, LoginAttempt attempt, boolean isProven) {
        if (isProven) {
            KnownDeviceCredential.proven(device.stored(), Time.currentTimeMillis() / 1000);
            user.credentialManager().updateStoredCredential(device.stored());
        }
        DeviceToken next = device.token().next();
        Instant now = KeycloakClock.now();
        write(realm, user, next, Duration.between(now, Instant.ofEpochSecond(next.getExp())));
        DeviceTokenRotations.Rotation rotation = new DeviceTokenRotations.Rotation(next.getNumber(), now, attempt.network().prefix());
        return before -> before.plus(device.stored().getId(), rotation);
    }

    /** The oldest device makes room. */
    private void remember(RealmModel realm, UserModel user, UserAgent userAgent, Duration lifetime, boolean isProven, SecuredAt securedAt) {
        List<CredentialModel> devices = forgetOutdated(realm, user);
        for (int surplus = devices.size() - MAX_DEVICES; surplus >= 0; surplus--) {
            user.credentialManager().removeStoredCredentialById(devices.get(surplus).getId());
        }
        long now = Time.currentTimeMillis() / 1000;
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(SecretGenerator.getInstance().randomBytes(SECRET_BYTES));
        SecurityStamp stamp = new SecurityStampService(session, realm).of(user).at(securedAt);
        CredentialModel stored = user.credentialManager().createStoredCredential(
                KnownDeviceCredential.create(label(userAgent, devices), secret, stamp, isProven ? now : 0));
        write(realm, user, new DeviceToken(stored.getId(), user.getId(), realm.getId(), secret, 0, now + lifetime.toSeconds()), lifetime);
    }

    private void write(RealmModel realm, UserModel user, DeviceToken token, Duration lifetime) {
        new DeviceCookie(session, realm, user).write(session.tokens().encode(token), lifetime);
    }

    private Optional<Presented> presented(RealmModel realm, UserModel user) {
        Optional<DeviceToken> shown = RequestCache.get(session, "device-token:" + realm.getId() + ":" + user.getId(), () -> shown(realm, user));
        // What is kept of the device is looked up each time: a request may change it.
        return shown.flatMap(token -> {
            SecurityStamp current = new SecurityStampService(session, realm).of(user);
            return stored(user).stream()
                    .filter(device -> token.getId().equals(device.getId()))
                    .filter(device -> KnownDeviceCredential.matches(device, token.getSecret()))
                    .filter(device -> KnownDeviceCredential.restsOn(device, current))
                    .findFirst()
                    .map(device -> new Presented(device, token));
        });
    }

    /** The token in the cookie, if it is one for this user that the realm has signed. */
    private Optional<DeviceToken> shown(RealmModel realm, UserModel user) {
        return new DeviceCookie(session, realm, user).read()
                .map(cookie -> session.tokens().decode(cookie, DeviceToken.class))
                .filter(token -> DeviceToken.TYPE.equals(token.getType())
                        && token.isActive()
                        && token.hasAudience(realm.getId())
                        && user.getId().equals(token.getSubject())
                        && token.getId() != null
                        && token.getSecret() != null);
    }

    /** Removes what a changed security stamp has made worthless; returns the rest, oldest first. */
    public List<CredentialModel> forgetOutdated(RealmModel realm, UserModel user) {
        SecurityStamp current = new SecurityStampService(session, realm).of(user);
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
