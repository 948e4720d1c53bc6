package dev.gatehouse.recovery.actiontoken;

import dev.gatehouse.keycloak.event.GatehouseEvents;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.mfa.stamp.SecurityStampService;
import dev.gatehouse.recovery.link.LinkTokens;
import dev.gatehouse.risk.profile.SecuredAt;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.keycloak.TokenVerifier;
import org.keycloak.authentication.actiontoken.ActionTokenContext;
import org.keycloak.authentication.actiontoken.DefaultActionToken;
import org.keycloak.authentication.actiontoken.TokenUtils;
import org.keycloak.events.Errors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Rejects an action token that was emailed before its account was secured. Otherwise an attacker who has had a link to a new address sent
 * to their own mailbox could regain access. The token carries no security stamp, but the second in which it was issued. Rejects also a token of a short link
 * if a link of the same family was used.
 */
final class RevokedActionTokenCheck {

    private RevokedActionTokenCheck() {}

    /** Keycloak's own checks, followed by these. */
    static <T extends DefaultActionToken> TokenVerifier.Predicate<? super T>[] after(
            TokenVerifier.Predicate<? super T>[] keycloaks, ActionTokenContext<T> context) {
        TokenVerifier.Predicate<? super T>[] all = Arrays.copyOf(keycloaks, keycloaks.length + 2);
        all[keycloaks.length] = TokenUtils.<T>checkThat(
                token -> isCurrent(context.getSession(), context.getRealm(), token),
                GatehouseEvents.ACCOUNT_SECURED_SINCE,
                "gatehouseLinkText_OVERTAKEN");
        all[keycloaks.length + 1] = TokenUtils.<T>checkThat(
                token -> LinkTokens.isUnused(context.getSession(), context.getRealm(), token),
                Errors.EXPIRED_CODE,
                "gatehouseMailedText_USED");
        return all;
    }

    private static boolean isCurrent(KeycloakSession session, RealmModel realm, DefaultActionToken token) {
        boolean isToCheck = GatehouseRealm.of(realm).isGatehouseUsed() && token.getUserId() != null;
        UserModel user = isToCheck ? session.users().getUserById(realm, token.getUserId()) : null;
        return user == null || !isOlder(token.getIat(), new SecurityStampService(session, realm).securedAt(user));
    }

    /**
     * Whether a token was issued before an account was secured. A token issued in the same second counts as issued after.
     *
     * @param issuedAt in seconds since the epoch; {@code null} if the token does not contain it
     */
    static boolean isOlder(@Nullable Long issuedAt, SecuredAt securedAt) {
        return issuedAt == null ? securedAt.isSet() : securedAt.isAfter(issuedAt);
    }
}
