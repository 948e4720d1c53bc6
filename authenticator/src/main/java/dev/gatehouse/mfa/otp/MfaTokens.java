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
 * The tokens that lead from the answer to a direct grant to its second call, {@code mfa_token}. A token names the login that a mailed code is
 * bound to, and is worth something for one account and client only, and only until the account's stamp moves. It is signed, so nothing has to be
 * kept for it, and what was never issued is known as such.
 *
 * <p>Whoever begins again in the same way gets the same token: an app that repeats its first call, because the answer was lost or took too long,
 * can go on with the code that was just mailed. It proves nothing by itself: each call brings the password too.
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

    /** What a text is that came as a token. */
    public enum Standing {
        /** None came. */
        ABSENT,
        /** It was issued for this account and client, and the account is what it was. */
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
     * The tokens of one account and client.
     *
     * @param account the account's id
     * @param clientId the client's id
     * @param stamp the account's security stamp, as a text that differs where the stamp does
     */
    public static MfaTokens of(KeycloakSession session, RealmModel realm, String account, String clientId, String stamp) {
        return new MfaTokens(RealmSecret.active(session, realm), realm.getId() + ":" + account, clientId, stamp);
    }

    /**
     * The token for a login that begins.
     *
     * @param network an opaque name of the network that the call comes from
     * @param userAgent what the app calls itself
     */
    public String issue(String network, String userAgent) {
        byte[] login = cut(LOGIN_BYTES, secret.hmac(LOGIN_LABEL, account, clientId, network, userAgent));
        byte[] token = ByteBuffer.allocate(BYTES).put(login).put(stampTag()).put(signature(login, stampTag())).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /**
     * What became of the token that a call brings.
     *
     * @param text anything; {@code null} or blank is none
     */
    public Standing read(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Standing.ABSENT;
        }
        byte[] token = decoded(text);
        if (token.length != BYTES) {
            return Standing.UNKNOWN;
        }
        byte[] login = Arrays.copyOfRange(token, 0, LOGIN_BYTES);
        byte[] noted = Arrays.copyOfRange(token, LOGIN_BYTES, LOGIN_BYTES + STAMP_BYTES);
        byte[] signature = Arrays.copyOfRange(token, LOGIN_BYTES + STAMP_BYTES, BYTES);
        if (!MessageDigest.isEqual(signature, signature(login, noted))) {
            return Standing.UNKNOWN;
        }
        return MessageDigest.isEqual(noted, stampTag()) ? Standing.ISSUED : Standing.OUTDATED;
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    private byte[] stampTag() {
        return cut(STAMP_BYTES, secret.hmac(STAMP_LABEL, account, stamp));
    }

    private byte[] signature(byte[] login, byte[] stampTag) {
        return cut(SIGNATURE_BYTES, secret.hmac(SIGNATURE_LABEL, account, clientId, hex(login), hex(stampTag)));
    }

    private static byte[] cut(int bytes, byte[] mac) {
        return Arrays.copyOf(mac, bytes);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
