package dev.gatehouse.mfa.device;

import dev.gatehouse.keycloak.crypto.RealmSecret;
import dev.gatehouse.keycloak.session.RequestCache;
import dev.gatehouse.mfa.stamp.SecurityStamp;
import dev.gatehouse.mfa.stamp.SecurityStampService;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** The devices of a user of which the current request has sent a valid token, in its parameter or in its cookie. */
final class ShownDevices {

    private static final String STAMP_LABEL = "gatehouse-seen-stamp";
    private static final int STAMP_BYTES = 32;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;

    ShownDevices(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
    }

    /**
     * A device that has sent a valid token, whether or not that token has been replaced.
     *
     * @param stored the stored credential
     * @param token the token that was sent
     * @param isByParameter whether a token of it came in the parameter
     */
    record Shown(CredentialModel stored, DeviceToken token, boolean isByParameter) {}

    /** A token that the realm has signed for the user. */
    private record Signed(DeviceToken token, boolean isByParameter) {

        /** Of two tokens of the same device the later one counts: the other is no copy, but was kept where it should have been replaced. */
        Signed or(Signed other) {
            DeviceToken later = other.token.getNumber() > token.getNumber() ? other.token : token;
            return new Signed(later, isByParameter || other.isByParameter);
        }
    }

    /** All of them, that of the parameter first. The stored credentials are read each time: the request may have changed them. */
    List<Shown> all() {
        List<Signed> tokens =
                RequestCache.get(session, "device-token:" + realm.getId() + ":" + user.getId(), this::tokens);
        return tokens.stream().flatMap(signed -> shown(signed).stream()).toList();
    }

    /**
     * The token of a login that proved nothing but the password, if the request has sent one that counts.
     *
     * @param since when what is known of the user begins
     */
    Optional<SeenToken> seen(Instant since) {
        String stampTag = stampTag(new SecurityStampService(session, realm).of(user));
        return Stream.of(DeviceTokenParameter.read(session), new DeviceCookie(session, realm, user).read())
                .flatMap(Optional::stream)
                .flatMap(text -> Optional.ofNullable(session.tokens().decode(text, SeenToken.class)).stream())
                .filter(token -> token.isOf(user.getId(), realm.getId(), stampTag, since))
                .findFirst();
    }

    /** What a token contains of a stamp, from which nobody else can tell the stamp. */
    String stampTag(SecurityStamp stamp) {
        return HexFormat.of()
                .formatHex(
                        RealmSecret.active(session, realm).hmac(STAMP_LABEL, user.getId(), stamp.text()),
                        0,
                        STAMP_BYTES);
    }

    private Optional<Shown> shown(Signed signed) {
        return user.credentialManager()
                .getStoredCredentialsByTypeStream(KnownDeviceCredential.TYPE)
                .filter(device -> signed.token().getId().equals(device.getId()))
                .findFirst()
                .filter(device -> isTrusted(signed.token(), device))
                .map(device -> new Shown(device, signed.token(), signed.isByParameter()));
    }

    private List<Signed> tokens() {
        Map<String, Signed> byDevice = new LinkedHashMap<>();
        DeviceTokenParameter.read(session)
                .flatMap(this::signed)
                .ifPresent(token -> byDevice.put(token.getId(), new Signed(token, true)));
        new DeviceCookie(session, realm, user)
                .read()
                .flatMap(this::signed)
                .ifPresent(token -> byDevice.merge(token.getId(), new Signed(token, false), Signed::or));
        return List.copyOf(byDevice.values());
    }

    private Optional<DeviceToken> signed(String text) {
        return Optional.ofNullable(session.tokens().decode(text, DeviceToken.class))
                .filter(token -> DeviceToken.TYPE.equals(token.getType())
                        && token.isActive()
                        && token.hasAudience(realm.getId())
                        && user.getId().equals(token.getSubject())
                        && token.getId() != null
                        && token.getSecret() != null);
    }

    private boolean isTrusted(DeviceToken token, CredentialModel device) {
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
}
