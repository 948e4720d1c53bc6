package dev.gatehouse.admin.page;

import dev.gatehouse.keycloak.crypto.RealmSecret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The token in each form of the page: another site can send a form with the administrator's cookie, but cannot know this (OWASP: HMAC-based
 * token bound to the session).
 */
final class FormToken {

    /** The name of the form field. */
    static final String FIELD = "token";

    private static final String PURPOSE = "admin-page-form";

    private FormToken() {}

    /** The token of the administrator's session. */
    static String of(PageAdmin admin) {
        byte[] mac = RealmSecret.active(admin.session(), admin.home())
                .hmac(PURPOSE, admin.login().getId(), admin.user().getId());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }

    /** Whether this is the token of the administrator's session. */
    static boolean isValid(PageAdmin admin, @Nullable String token) {
        return token != null
                && MessageDigest.isEqual(
                        of(admin).getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }
}
