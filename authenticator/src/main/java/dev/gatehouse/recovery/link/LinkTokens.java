package dev.gatehouse.recovery.link;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.authentication.actiontoken.ActionTokenContext;
import org.keycloak.authentication.actiontoken.ActionTokenHandler;
import org.keycloak.authentication.actiontoken.DefaultActionToken;
import org.keycloak.common.VerificationException;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.DefaultActionTokenKey;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.JsonWebToken;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.resources.LoginActionsServiceChecks;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Keycloak's action tokens behind short links. A token that the page of a link hands on says so in a claim: Keycloak need not ask again
 * whether the user wants to go on, and of all links of a family, one is used once.
 */
public final class LinkTokens {

    private static final String FAMILY = "gatehouse-link";
    private static final String BROWSER = "gatehouse-browser";

    /** How long a page of Keycloak that a link has opened can be filled in: also that of a registration, which checks the token again. */
    private static final Duration GRACE = Duration.ofMinutes(30);

    private LinkTokens() {}

    /**
     * Keycloak's link for a link that was opened in time, with a token that is valid from now on for a while.
     *
     * @param invitation the id of the invitation that stands for the link now
     */
    static Optional<String> redeem(
            KeycloakSession session, KeycloakLink link, MailedLink mailed, Optional<String> invitation) {
        return read(session, link, mailed.kind()).map(token -> {
            token.exp(Math.min(KeycloakClock.now().plus(GRACE).getEpochSecond(), lastUse(mailed.ends())));
            invitation.ifPresent(token::id);
            token.setOtherClaims(FAMILY, mailed.family() + "." + mailed.ends());
            new LinkBrowser(session, session.getContext().getRealm())
                    .hash()
                    .ifPresent(browser -> token.setOtherClaims(BROWSER, browser));
            return link.with(session.tokens().encode(token));
        });
    }

    /** The token of a link, as the class that Keycloak reads it with. */
    static Optional<? extends DefaultActionToken> read(KeycloakSession session, KeycloakLink link, LinkKind kind) {
        ActionTokenHandler<?> handler = session.getProvider(ActionTokenHandler.class, kind.actionId());
        return handler == null
                ? Optional.empty()
                : link.claims(handler.getTokenClass())
                        .filter(DefaultActionToken.class::isInstance)
                        .map(DefaultActionToken.class::cast);
    }

    /** Whether the page of a short link has handed this token on in this browser, after the user has pressed its button. */
    public static boolean isConfirmed(KeycloakSession session, RealmModel realm, JsonWebToken token) {
        return token.getOtherClaims().get(BROWSER) instanceof String browser
                && new LinkBrowser(session, realm)
                        .hash()
                        .filter(here -> MessageDigest.isEqual(
                                here.getBytes(StandardCharsets.US_ASCII), browser.getBytes(StandardCharsets.UTF_8)))
                        .isPresent();
    }

    /** Whether no link of the family of this token was used yet; true for a token without family. */
    public static boolean isUnused(KeycloakSession session, RealmModel realm, DefaultActionToken token) {
        return key(token).map(key -> isUnused(session, realm, key)).orElse(true);
    }

    /** Whether no link of this family was used yet. */
    static boolean isUnused(KeycloakSession session, RealmModel realm, MailedLink link) {
        return isUnused(session, realm, key(link.userId(), link.kind().actionId(), link.family(), link.ends()));
    }

    /**
     * Has Keycloak revoke the whole family, not only this token, once the user has done everything. Keycloak itself notes what to revoke
     * then only for tokens that work once; here it is also what an administrator asked for, however often that could be done.
     */
    public static void revokeFamilyWhenDone(DefaultActionToken token, AuthenticationSessionModel login) {
        if (login.getAuthNote(AuthenticationManager.INVALIDATE_ACTION_TOKEN) != null
                || LinkKind.ACTIONS.actionId().equals(token.getActionId())) {
            key(token)
                    .ifPresent(key ->
                            login.setAuthNote(AuthenticationManager.INVALIDATE_ACTION_TOKEN, key.serializeKey()));
        }
    }

    private static Optional<DefaultActionTokenKey> key(DefaultActionToken token) {
        if (!(token.getOtherClaims().get(FAMILY) instanceof String text)) {
            return Optional.empty();
        }
        int dot = text.lastIndexOf('.');
        return Optional.of(key(
                token.getUserId(),
                token.getActionId(),
                text.substring(0, dot),
                Long.parseLong(text.substring(dot + 1))));
    }

    /** When the last token of a family expires, in seconds since the epoch. */
    private static long lastUse(long ends) {
        return ends + GRACE.toSeconds();
    }

    private static DefaultActionTokenKey key(String userId, String actionId, String family, long ends) {
        // Keycloak forgets a revoked key once the key has expired, and completes nothing for it from then on.
        return new DefaultActionTokenKey(userId, actionId, (int) lastUse(ends), UUID.fromString(family));
    }

    /** Asked by the check that all releases have; what it asks is another interface in each. */
    private static boolean isUnused(KeycloakSession session, RealmModel realm, DefaultActionTokenKey key) {
        EventBuilder event =
                new EventBuilder(realm, session, session.getContext().getConnection());
        try {
            LoginActionsServiceChecks.checkTokenWasNotUsedYet(
                    key,
                    new ActionTokenContext<DefaultActionTokenKey>(
                            session,
                            realm,
                            session.getContext().getUri(),
                            session.getContext().getConnection(),
                            session.getContext().getHttpRequest(),
                            event,
                            null,
                            null,
                            null,
                            null,
                            null));
            return true;
        } catch (VerificationException used) {
            return false;
        }
    }
}
