package dev.gatehouse.mfa.otp;

import dev.gatehouse.keycloak.crypto.RealmSecret;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The tokens that link the response of a direct grant to its second call, {@code mfa_token}. A token names the login that an emailed code
 * is bound to. It is valid for one account and client only, and only until the account's security stamp changes. It is signed, so nothing
 * is stored for it and forged tokens are recognised.
 *
 * <p>A repeated first call from the same network and app gets the same token: an app that repeats the call after a lost or late response
 * can continue with the code that was just sent. The token proves nothing by itself: each call carries the password too.
 */
public final class MfaTokens {

    private static final String LOGIN_LABEL = "gatehouse/mfa-token-login/v1";
    private static final String STAMP_LABEL = "gatehouse/mfa-token-stamp/v1";
    private static final String SIGNATURE_LABEL = "gatehouse/mfa-token/v1";
    private static final int LOGIN_BYTES = 8;
    private static final int STAMP_BYTES = 4;
    private static final int SIGNATURE_BYTES = 12;
    private static final int BYTES = LOGIN_BYTES + STAMP_BYTES + SIGNATURE_BYTES;

    private final RealmSecret secret;
    private final String account;
    private final String clientId;
    private final String stamp;

    /** The validity of a token. */
    public enum Status {
        /** The call carried none. */
        ABSENT,
        /** It was issued for this account and client, and the security stamp is unchanged. */
        ISSUED,
        /** It was issued for this account and client, and the account was secured or changed since. */
        OUTDATED,
        /** It was never issued for this account and client. */
        UNKNOWN
    }

    MfaTokens(RealmSecret secret, String account, String clientId, String stamp) {
        this.secret = secret;
        this.account = account;
        this.clientId = clientId;
        this.stamp = stamp;
    }

    /**
     * Creates the tokens of one account and client.
     *
     * @param account the account's id
     * @param clientId the client's id
     * @param stamp a text that represents the account's security stamp
     */
    public static MfaTokens of(
            KeycloakSession session, RealmModel realm, String account, String clientId, String stamp) {
        return new MfaTokens(RealmSecret.active(session, realm), realm.getId() + ":" + account, clientId, stamp);
    }

    /**
     * Issues the token for a new login.
     *
     * @param network an opaque key of the source network
     * @param userAgent the user agent header
     */
    public String issue(String network, String userAgent) {
        byte[] login = truncate(LOGIN_BYTES, secret.hmac(LOGIN_LABEL, account, clientId, network, userAgent));
        byte[] token = ByteBuffer.allocate(BYTES)
                .put(login)
                .put(stampTag())
                .put(signature(login, stampTag()))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /**
     * Validates the token of a call.
     *
     * @param text untrusted input; {@code null} or blank means no token
     */
    public Status read(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Status.ABSENT;
        }
        byte[] token = decoded(text);
        if (token.length != BYTES) {
            return Status.UNKNOWN;
        }
        byte[] login = Arrays.copyOfRange(token, 0, LOGIN_BYTES);
        byte[] noted = Arrays.copyOfRange(token, LOGIN_BYTES, LOGIN_BYTES + STAMP_BYTES);
        byte[] signature = Arrays.copyOfRange(token, LOGIN_BYTES + STAMP_BYTES, BYTES);
        if (!MessageDigest.isEqual(signature, signature(login, noted))) {
            return Status.UNKNOWN;
        }
        return MessageDigest.isEqual(noted, stampTag()) ? Status.ISSUED : Status.OUTDATED;
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    private byte[] stampTag() {
        return truncate(STAMP_BYTES, secret.hmac(STAMP_LABEL, account, stamp));
    }

    private byte[] signature(byte[] login, byte[] stampTag) {
        return truncate(SIGNATURE_BYTES, secret.hmac(SIGNATURE_LABEL, account, clientId, hex(login), hex(stampTag)));
    }

    private static byte[] truncate(int bytes, byte[] mac) {
        return Arrays.copyOf(mac, bytes);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
