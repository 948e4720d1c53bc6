package dev.gatehouse.mfa.device;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.grant.LoginRequest;
import dev.gatehouse.mfa.device.ShownDevices.Shown;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Remembers, recognises and forgets the known devices of users. */
public final class KnownDevices {

    private static final int SECRET_BYTES = 32;
    private static final int MAX_DEVICES = 10;

    /** How long a token counts without being used that does not say it. */
    private static final Duration USUAL_DISUSE = Duration.ofDays(90);

    private final KeycloakSession session;

    public KnownDevices(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Whether the current request comes from a known device of this user, by what its token says of its life. Reads only what Keycloak has
     * cached with the user.
     *
     * @param rotations how often the tokens of the user's devices were replaced; empty if that is unavailable, and then no device is known
     * @param prefix the network prefix of the request
     */
    public DeviceRecognition recognise(
            RealmModel realm, UserModel user, Optional<DeviceTokenRotations> rotations, String prefix) {
        return recognise(
                realm,
                user,
                rotations,
                prefix,
                device -> usedAt(device, rotations).plus(device.token().disuse().orElse(USUAL_DISUSE)),
                Optional.empty());
    }

    /**
     * The same by the life that a device has now: a shorter one applies at once, whatever its token says.
     *
     * @param life how long a device is known
     * @param since when what is known of the user begins; empty if nothing is, and then no device counts as seen
     */
    public DeviceRecognition recognise(
            RealmModel realm,
            UserModel user,
            Optional<DeviceTokenRotations> rotations,
            String prefix,
            DeviceLife life,
            Optional<Instant> since) {
        return recognise(realm, user, rotations, prefix, end(life, rotations), since);
    }

    private DeviceRecognition recognise(
            RealmModel realm,
            UserModel user,
            Optional<DeviceTokenRotations> rotations,
            String prefix,
            Function<Shown, Instant> end,
            Optional<Instant> since) {
        ShownDevices shown = new ShownDevices(session, realm, user);
        return rotations
                .flatMap(known -> alive(shown, end)
                        .map(device -> sequence(device, rotations, prefix).isAccepted(device.token())
                                ? DeviceRecognition.KNOWN
                                : DeviceRecognition.REPLAYED))
                .orElseGet(() ->
                        since.flatMap(shown::seen).isPresent() ? DeviceRecognition.SEEN : DeviceRecognition.UNKNOWN);
    }

    private static Optional<Shown> alive(ShownDevices shown, Function<Shown, Instant> end) {
        Instant now = KeycloakClock.now();
        return shown.all().stream()
                .filter(device -> now.isBefore(end.apply(device)))
                .findFirst();
    }

    private static Function<Shown, Instant> end(DeviceLife life, Optional<DeviceTokenRotations> rotations) {
        return device -> life.end(usedAt(device, rotations), KnownDeviceCredential.provenOrStoredAt(device.stored()));
    }

    private static DeviceTokenSequence sequence(Shown device, Optional<DeviceTokenRotations> rotations, String prefix) {
        return new DeviceTokenSequence(
                rotations.flatMap(known -> known.of(device.stored().getId())), prefix, KeycloakClock.now());
    }

    /** When a device was used last: when its token was last replaced, whichever was sent now; otherwise when that was issued. */
    private static Instant usedAt(Shown device, Optional<DeviceTokenRotations> rotations) {
        return rotations
                .flatMap(known -> known.of(device.stored().getId()))
                .map(DeviceTokenRotations.Rotation::at)
                .orElseGet(() -> device.token().issuedAt());
    }

    /**
     * The user whose device has set this cookie and is known, by what its token says of its life.
     *
     * @param cookie the cookie that the browser has sent
     * @param prefix the network prefix of the request
     */
    Optional<UserModel> owner(RealmModel realm, String cookie, String prefix) {
        return Optional.ofNullable(session.tokens().decode(cookie, DeviceToken.class))
                .map(DeviceToken::getSubject)
                .map(id -> session.users().getUserById(realm, id))
                .filter(user -> recognise(
                                realm,
                                user,
                                new SecurityStampService(session, realm)
                                        .profile(user)
                                        .rotations(),
                                prefix)
                        == DeviceRecognition.KNOWN);
    }

    /** The user whose known device has sent the current request, for requests that name no user; empty if the device is not known. */
    public Optional<UserModel> owner(RealmModel realm) {
        return DeviceCookie.readAny(session).stream()
                .map(cookie -> session.tokens().decode(cookie, DeviceToken.class))
                .filter(token -> token != null && token.getSubject() != null)
                .flatMap(token -> Optional.ofNullable(session.users().getUserById(realm, token.getSubject())).stream())
                .filter(user -> !new ShownDevices(session, realm, user).all().isEmpty())
                .findFirst();
    }

    /** An opaque id of the known device that has sent the current request; empty if it is not known. */
    public Optional<String> identify(RealmModel realm, UserModel user) {
        return first(realm, user).map(device -> device.stored().getId());
    }

    /** Whether a second factor was proven on this device within this period. */
    public boolean wasProven(RealmModel realm, UserModel user, Duration within) {
        Instant earliest = KeycloakClock.now().minus(within);
        return first(realm, user)
                .map(Shown::stored)
                .flatMap(KnownDeviceCredential::provenAt)
                .filter(earliest::isBefore)
                .isPresent();
    }

    private Optional<Shown> first(RealmModel realm, UserModel user) {
        return new ShownDevices(session, realm, user).all().stream().findFirst();
    }

    /**
     * A completed login.
     *
     * @param attempt the login as it was scored
     * @param copied the id of a device of which a token was sent in this login that had been replaced; empty if none was
     * @param isToBeRemembered whether a device that is not known yet becomes known
     * @param isToBeSeen whether a device that does not become known gets a token by which it is seen again: the login was scored, and not
     *     suspicious
     * @param since when what was known of the user began; empty if nothing was
     * @param life how long a device is known
     * @param isProven whether a second factor was just proven
     * @param securedAt when the account had last been secured, as of the login's first factor: a device is trusted only as long as the
     *     login
     * @param rotations how often the tokens of the user's devices were replaced; empty if that is unavailable
     * @param remembersAccount whether a device that is known remembers whose it is, see {@link RememberedAccount}
     */
    public record Completed(
            LoginAttempt attempt,
            Optional<String> copied,
            boolean isToBeRemembered,
            boolean isToBeSeen,
            Optional<Instant> since,
            DeviceLife life,
            boolean isProven,
            SecuredAt securedAt,
            Optional<DeviceTokenRotations> rotations,
            boolean remembersAccount) {}

    /**
     * Called once a login is complete. Issues the next token to the known device that has sent the current request, or remembers a new
     * device; after a login that proved nothing, the device only gets a token by which it is seen again. A device whose token is not accepted,
     * or was copied, is forgotten once the user has proven a second factor, and remembered anew if requested.
     *
     * @return how the user's token rotations change, to be written once the login is committed
     */
    public UnaryOperator<DeviceTokenRotations> completed(RealmModel realm, UserModel user, Completed login) {
        if (login.isProven()) {
            login.copied().ifPresent(copied -> forget(user, copied));
        }
        ShownDevices shown = new ShownDevices(session, realm, user);
        Optional<Shown> known = login.attempt().device() == DeviceRecognition.KNOWN
                ? alive(shown, end(login.life(), login.rotations())).filter(device -> isStillAccepted(device, login))
                : Optional.empty();
        if (known.isPresent()) {
            return rotate(realm, user, known.get(), login);
        }
        if (login.isProven()) {
            // Whether or not this browser is remembered anew: a copy must not stay valid on a shared computer either.
            shown.all().forEach(former -> forget(user, former.stored().getId()));
        }
        if (!login.isToBeRemembered()) {
            // The computer may be shared.
            new RememberedAccount(session, realm).forget();
        }
        if (login.isToBeRemembered()) {
            remember(realm, user, login);
        } else if (!login.isProven() && login.isToBeSeen()) {
            writeSeen(realm, user, login);
        }
        return UnaryOperator.identity();
    }

    private void writeSeen(RealmModel realm, UserModel user, Completed login) {
        ShownDevices shown = new ShownDevices(session, realm, user);
        Instant now = KeycloakClock.now();
        Instant first =
                login.since().flatMap(shown::seen).map(SeenToken::firstIssuedAt).orElse(now);
        Instant end = login.life().end(now, first);
        if (end.isAfter(now)) {
            SecurityStamp stamp =
                    new SecurityStampService(session, realm).of(user).at(login.securedAt());
            String encoded = session.tokens()
                    .encode(new SeenToken(user.getId(), realm.getId(), shown.stampTag(stamp), first, end));
            new DeviceCookie(session, realm, user).write(encoded, Duration.between(now, end));
            DeviceTokenParameter.write(session, encoded, true);
        }
    }

    /** Its token may have been replaced while the login waited. */
    private static boolean isStillAccepted(Shown device, Completed login) {
        return sequence(device, login.rotations(), login.attempt().network().prefix())
                .isAccepted(device.token());
    }

    private static void forget(UserModel user, String device) {
        stored(user).stream().filter(known -> known.getId().equals(device)).forEach(known -> user.credentialManager()
                .removeStoredCredentialById(known.getId()));
    }

    private UnaryOperator<DeviceTokenRotations> rotate(
            RealmModel realm, UserModel user, Shown device, Completed login) {
        if (login.isToBeRemembered() && login.isProven()) {
            KnownDeviceCredential.proven(device.stored(), KeycloakClock.now().getEpochSecond());
            user.credentialManager().updateStoredCredential(device.stored());
        }
        DeviceTokenRotations.Rotation rotation = sequence(
                        device, login.rotations(), login.attempt().network().prefix())
                .next(device.token());
        Instant provenAt = KnownDeviceCredential.provenOrStoredAt(device.stored());
        DeviceToken next = device.token().next(rotation.number(), terms(login.life(), provenAt));
        write(realm, user, next, login.life().end(KeycloakClock.now(), provenAt), device.isByParameter());
        rememberAccount(realm, user, login, login.life().end(KeycloakClock.now(), provenAt));
        List<String> all = stored(user).stream().map(CredentialModel::getId).toList();
        return before ->
                before.only(all, login.attempt().time()).plus(device.stored().getId(), rotation);
    }

    private DeviceToken.Terms terms(DeviceLife life, Instant provenAt) {
        return new DeviceToken.Terms(
                LoginRequest.isDirectGrant(session), provenAt.plus(life.sinceProof()), life.sinceUse());
    }

    /** Remembers the device. Those unused for longest are removed so that the user has at most {@value #MAX_DEVICES}. */
    private void remember(RealmModel realm, UserModel user, Completed login) {
        List<CredentialModel> devices = forgetOutdated(realm, user).stream()
                .sorted(Comparator.comparing(device -> usedAt(device, login.rotations())))
                .toList();
        for (int surplus = devices.size() - MAX_DEVICES; surplus >= 0; surplus--) {
            user.credentialManager()
                    .removeStoredCredentialById(devices.get(surplus).getId());
        }
        Instant now = KeycloakClock.now();
        String secret = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(SecretGenerator.getInstance().randomBytes(SECRET_BYTES));
        SecurityStamp stamp = new SecurityStampService(session, realm).of(user).at(login.securedAt());
        CredentialModel stored = user.credentialManager()
                .createStoredCredential(KnownDeviceCredential.create(
                        label(login.attempt().userAgent(), devices),
                        secret,
                        stamp,
                        login.isProven() ? now.getEpochSecond() : 0));
        DeviceToken token =
                new DeviceToken(stored.getId(), user.getId(), realm.getId(), secret, terms(login.life(), now));
        write(realm, user, token, login.life().end(now, now), true);
        rememberAccount(realm, user, login, login.life().end(now, now));
    }

    private void rememberAccount(RealmModel realm, UserModel user, Completed login, Instant end) {
        RememberedAccount account = new RememberedAccount(session, realm);
        boolean isShared = login.isProven() && !login.isToBeRemembered();
        if (!login.remembersAccount() || isShared) {
            account.forget();
        } else if (!LoginRequest.isDirectGrant(session)) {
            account.remember(user, Duration.between(KeycloakClock.now(), end));
        }
    }

    /** When a device was used last: when its token was last replaced, otherwise when it was stored. */
    private static Instant usedAt(CredentialModel device, Optional<DeviceTokenRotations> rotations) {
        return rotations
                .flatMap(known -> known.of(device.getId()))
                .map(DeviceTokenRotations.Rotation::at)
                .orElseGet(() -> Instant.ofEpochMilli(Objects.requireNonNullElse(device.getCreatedDate(), 0L)));
    }

    private void write(RealmModel realm, UserModel user, DeviceToken token, Instant end, boolean isForScripts) {
        String encoded = session.tokens().encode(token);
        Instant now = KeycloakClock.now();
        // A cookie with a negative age would live until the browser is closed.
        Duration lifetime = end.isBefore(now) ? Duration.ZERO : Duration.between(now, end);
        new DeviceCookie(session, realm, user).write(encoded, lifetime);
        DeviceTokenParameter.write(session, encoded, isForScripts);
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
