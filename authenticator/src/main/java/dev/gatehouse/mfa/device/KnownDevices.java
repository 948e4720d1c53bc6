package dev.gatehouse.mfa.device;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.session.RequestCache;
import dev.gatehouse.mfa.stamp.SecurityStamp;
import dev.gatehouse.mfa.stamp.SecurityStampService;
import dev.gatehouse.risk.model.DeviceRecognition;
import dev.gatehouse.risk.model.LoginAttempt;
import dev.gatehouse.risk.model.UserAgent;
import dev.gatehouse.risk.profile.DeviceTokenRotations;
import dev.gatehouse.risk.profile.SecuredAt;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.common.util.Time;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Remembers, recognises and forgets the known devices of users. */
public final class KnownDevices {

    private static final int SECRET_BYTES = 32;
    private static final int MAX_DEVICES = 10;

    /** How long the previous token is still accepted, from the same network. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    private final KeycloakSession session;

    public KnownDevices(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Whether the current request comes from a known device of this user. Reads only what Keycloak has cached with the user.
     *
     * @param rotations how often the tokens of the user's devices were replaced; empty if that is unavailable, and then no device is known
     * @param prefix the network prefix of the request
     */
    public DeviceRecognition recognise(
            RealmModel realm, UserModel user, Optional<DeviceTokenRotations> rotations, String prefix) {
        Instant now = KeycloakClock.now();
        return rotations
                .flatMap(known -> presented(realm, user)
                        .map(device ->
                                recognise(device, known.of(device.stored().getId()), prefix, now)))
                .orElse(DeviceRecognition.UNKNOWN);
    }

    private static DeviceRecognition recognise(
            Presented device, Optional<DeviceTokenRotations.Rotation> latest, String prefix, Instant now) {
        boolean isReplaced = latest.filter(rotation -> device.token().getNumber() < rotation.number())
                .isPresent();
        // Two tabs may send the same token at once, and a response with the new one may be lost.
        boolean isExcused = latest.filter(rotation -> device.token().getNumber() == rotation.number() - 1)
                .filter(rotation -> now.isBefore(rotation.at().plus(GRACE))
                        && rotation.prefix().equals(prefix))
                .isPresent();
        return isReplaced && !isExcused ? DeviceRecognition.REPLAYED : DeviceRecognition.KNOWN;
    }

    /** The user whose known device has sent the current request, for requests that name no user; empty if the device is not known. */
    public Optional<UserModel> owner(RealmModel realm) {
        return DeviceCookie.readAny(session).stream()
                .map(cookie -> session.tokens().decode(cookie, DeviceToken.class))
                .filter(token -> token != null && token.getSubject() != null)
                .flatMap(token -> Optional.ofNullable(session.users().getUserById(realm, token.getSubject())).stream())
                .filter(user -> presented(realm, user).isPresent())
                .findFirst();
    }

    /** An opaque id of the known device that has sent the current request; empty if it is not known. */
    public Optional<String> identify(RealmModel realm, UserModel user) {
        return presented(realm, user).map(device -> device.stored().getId());
    }

    /** Whether a second factor was proven on this device within this period. */
    public boolean wasProven(RealmModel realm, UserModel user, Duration within) {
        Instant earliest = KeycloakClock.now().minus(within);
        return presented(realm, user)
                .map(Presented::stored)
                .flatMap(KnownDeviceCredential::provenAt)
                .filter(earliest::isBefore)
                .isPresent();
    }

    /**
     * A device that has sent a valid token, whether or not that token has been replaced.
     *
     * @param stored the stored credential
     * @param token the token in the cookie
     */
    private record Presented(CredentialModel stored, DeviceToken token) {}

    /**
     * Called once a login is complete. Issues the next token to the known device that has sent the current request, or remembers a new
     * device. If the device sent a token that had been replaced, a copy of it exists: once the user has proven a second factor, the device
     * is forgotten, and remembered anew if requested.
     *
     * @param attempt the login as it was scored
     * @param rememberFor how long the browser keeps the token of a device that is not known yet; empty not to remember it
     * @param isProven whether a second factor was just proven
     * @param securedAt when the account had last been secured, as of the login's first factor: a device is trusted only as long as the
     *     login
     * @return how the user's token rotations change, to be written once the login is committed
     */
    public UnaryOperator<DeviceTokenRotations> completed(
            RealmModel realm,
            UserModel user,
            LoginAttempt attempt,
            Optional<Duration> rememberFor,
            boolean isProven,
            SecuredAt securedAt) {
        Optional<Presented> device = presented(realm, user);
        boolean isReplayed = attempt.device() == DeviceRecognition.REPLAYED;
        if (device.isPresent() && !isReplayed) {
            boolean isTrusted = attempt.device() == DeviceRecognition.KNOWN || rememberFor.isPresent();
            return isTrusted
                    ? rotate(realm, user, device.get(), attempt, rememberFor.isPresent() && isProven)
                    : UnaryOperator.identity();
        }
        if (isProven) {
            // Whether or not this browser is remembered anew: the copy must not stay valid on a shared computer either.
            device.ifPresent(copied -> user.credentialManager()
                    .removeStoredCredentialById(copied.stored().getId()));
        }
        rememberFor.ifPresent(lifetime -> remember(realm, user, attempt.userAgent(), lifetime, isProven, securedAt));
        return UnaryOperator.identity();
    }

    private UnaryOperator<DeviceTokenRotations> rotate(
            RealmModel realm, UserModel user, Presented device, LoginAttempt attempt, boolean isProven) {
        if (isProven) {
            KnownDeviceCredential.proven(device.stored(), Time.currentTimeMillis() / 1000);
            user.credentialManager().updateStoredCredential(device.stored());
        }
        DeviceToken next = device.token().next();
        Instant now = KeycloakClock.now();
        write(realm, user, next, Duration.between(now, Instant.ofEpochSecond(next.getExp())));
        DeviceTokenRotations.Rotation rotation = new DeviceTokenRotations.Rotation(
                next.getNumber(), now, attempt.network().prefix());
        return before -> before.plus(device.stored().getId(), rotation);
    }

    /** Remembers the device. The oldest devices are removed so that the user has at most {@value #MAX_DEVICES}. */
    private void remember(
            RealmModel realm,
            UserModel user,
            UserAgent userAgent,
            Duration lifetime,
            boolean isProven,
            SecuredAt securedAt) {
        List<CredentialModel> devices = forgetOutdated(realm, user);
        for (int surplus = devices.size() - MAX_DEVICES; surplus >= 0; surplus--) {
            user.credentialManager()
                    .removeStoredCredentialById(devices.get(surplus).getId());
        }
        long now = Time.currentTimeMillis() / 1000;
        String secret = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(SecretGenerator.getInstance().randomBytes(SECRET_BYTES));
        SecurityStamp stamp = new SecurityStampService(session, realm).of(user).at(securedAt);
        CredentialModel stored = user.credentialManager()
                .createStoredCredential(
                        KnownDeviceCredential.create(label(userAgent, devices), secret, stamp, isProven ? now : 0));
        write(
                realm,
                user,
                new DeviceToken(stored.getId(), user.getId(), realm.getId(), secret, 0, now + lifetime.toSeconds()),
                lifetime);
    }

    private void write(RealmModel realm, UserModel user, DeviceToken token, Duration lifetime) {
        new DeviceCookie(session, realm, user).write(session.tokens().encode(token), lifetime);
    }

    private Optional<Presented> presented(RealmModel realm, UserModel user) {
        Optional<DeviceToken> shown = RequestCache.get(
                session, "device-token:" + realm.getId() + ":" + user.getId(), () -> shown(realm, user));
        // The stored credential is read each time: the request may have changed it.
        return shown.flatMap(token -> user.credentialManager()
                .getStoredCredentialsByTypeStream(KnownDeviceCredential.TYPE)
                .filter(device -> token.getId().equals(device.getId()))
                .findFirst()
                .filter(device -> isTrusted(realm, user, token, device))
                .map(device -> new Presented(device, token)));
    }

    private boolean isTrusted(RealmModel realm, UserModel user, DeviceToken token, CredentialModel device) {
        SecurityStamp current = new SecurityStampService(session, realm).of(user);
        Verified verified =
                new Verified(device.getSecretData(), device.getCredentialData(), token.getSecret(), current);
        String attribute = "gatehouse.verified-device " + device.getId();
        // A login asks several times, and nothing may have changed since.
        if (verified.equals(session.getAttribute(attribute))) {
            return true;
        }
        boolean isTrusted = KnownDeviceCredential.matches(device, token.getSecret())
                && KnownDeviceCredential.restsOn(device, current);
        if (isTrusted) {
            session.setAttribute(attribute, verified);
        }
        return isTrusted;
    }

    /** All that trust in a stored device depends on, as it was when the token was verified in this request. */
    private record Verified(
            @Nullable String secretData,
            @Nullable String credentialData,
            @Nullable String secret,
            SecurityStamp stamp) {

        @Override
        public String toString() {
            return "Verified";
        }
    }

    /** The token in the cookie, if the realm has signed it for this user. */
    private Optional<DeviceToken> shown(RealmModel realm, UserModel user) {
        return new DeviceCookie(session, realm, user)
                .read()
                .map(cookie -> session.tokens().decode(cookie, DeviceToken.class))
                .filter(token -> DeviceToken.TYPE.equals(token.getType())
                        && token.isActive()
                        && token.hasAudience(realm.getId())
                        && user.getId().equals(token.getSubject())
                        && token.getId() != null
                        && token.getSecret() != null);
    }

    /**
     * Removes the devices that a changed security stamp has invalidated.
     *
     * @return the remaining devices, oldest first
     */
    public List<CredentialModel> forgetOutdated(RealmModel realm, UserModel user) {
        SecurityStamp current = new SecurityStampService(session, realm).of(user);
        List<CredentialModel> all = stored(user);
        all.stream()
                .filter(device -> !KnownDeviceCredential.restsOn(device, current))
                .forEach(device -> user.credentialManager().removeStoredCredentialById(device.getId()));
        return all.stream()
                .filter(device -> KnownDeviceCredential.restsOn(device, current))
                .toList();
    }

    /** Forgets all devices of a user, whatever their security stamp. */
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

    /** Keycloak requires unique labels. */
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
