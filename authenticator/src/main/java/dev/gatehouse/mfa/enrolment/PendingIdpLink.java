package dev.gatehouse.mfa.enrolment;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gatehouse.keycloak.json.PlainJson;
import dev.gatehouse.keycloak.session.BeforeCommit;
import dev.gatehouse.keycloak.text.LogText;
import dev.gatehouse.mfa.decision.RecentMfa;
import java.io.IOException;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.util.JsonSerialization;

/**
 * A link to an account of an identity provider, made in a login without recent MFA. Keycloak creates it at the end of the first broker
 * login, before any flow or required action can challenge. An attacker who has only the password could sign in through their own provider
 * account from then on, for which users without privileges are not challenged. So the login keeps the link pending, the gate challenges,
 * and the link is made once the second factor is proven. A link that it replaces stays until then.
 */
public final class PendingIdpLink {

    private static final Logger LOG = Logger.getLogger(PendingIdpLink.class);
    private static final String NOTE = "gatehouse.held-link";
    private static final String TAKING_BACK = "gatehouse.taking-back-link";
    private static final String REPLACED = "gatehouse.replaced-link";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AuthenticationSessionModel login;

    public PendingIdpLink(KeycloakSession session, AuthenticationSessionModel login) {
        this.session = session;
        this.realm = login.getRealm();
        this.login = login;
    }

    /**
     * The pending link and its user.
     *
     * @param replaced the provider's id of the user in the link that this one replaces; {@code null} if it replaces none
     */
    record Kept(
            @JsonProperty("user") String user,
            @JsonProperty("provider") String provider,
            @JsonProperty("id") String id,
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("token") @Nullable String token,
            @JsonProperty("replaced") @Nullable String replaced) {

        /** Hides the provider's token. */
        @Override
        public String toString() {
            return "link of " + user + " to " + provider;
        }
    }

    /** Whether the login keeps a link pending, so that a second factor is due. */
    public boolean isHeld() {
        return login.getAuthNote(NOTE) != null;
    }

    /**
     * Moves a link that has just been made into the login. In the same transaction, so that the link never becomes visible, but at its end,
     * because Keycloak continues to work with the link.
     *
     * @param provider the alias of the provider
     */
    void holdBeforeCommit(UserModel user, String provider) {
        beforeCommit(() -> hold(user, provider));
    }

    /** Restores a link that has just been removed in favour of another account, at the end of the transaction. */
    void restoreBeforeCommit(UserModel user, FederatedIdentityModel replaced) {
        session.setAttribute(REPLACED, replaced);
        beforeCommit(() -> {
            if (session.users().getFederatedIdentity(realm, user, replaced.getIdentityProvider()) == null) {
                session.users().addFederatedIdentity(realm, user, replaced);
            }
        });
    }

    /** Whether this request is moving or restoring links, which changes nothing for the account. */
    static boolean isTakingBack(KeycloakSession session) {
        return session.getAttribute(TAKING_BACK) != null;
    }

    private void beforeCommit(Runnable takingBack) {
        BeforeCommit.run(session, () -> {
            session.setAttribute(TAKING_BACK, true);
            try {
                takingBack.run();
            } finally {
                session.removeAttribute(TAKING_BACK);
            }
        });
    }

    private void hold(UserModel user, String provider) {
        FederatedIdentityModel link = session.users().getFederatedIdentity(realm, user, provider);
        if (link == null) {
            return;
        }
        session.users().removeFederatedIdentity(realm, user, provider);
        FederatedIdentityModel replaced = session.getAttribute(REPLACED, FederatedIdentityModel.class);
        if (replaced != null) {
            session.users().addFederatedIdentity(realm, user, replaced);
        }
        login.setAuthNote(
                NOTE,
                PlainJson.write(new Kept(
                        user.getId(),
                        provider,
                        link.getUserId(),
                        link.getUserName(),
                        link.getToken(),
                        replaced == null ? null : replaced.getUserId())));
    }

    /**
     * Makes the link if this user has proven recent MFA by now, unless it is no longer free: another user has it, the user has another link
     * to the provider, or the provider is gone.
     */
    public void release(UserModel user) {
        String note = login.getAuthNote(NOTE);
        if (note == null || !new RecentMfa(session, realm).isGiven(login, user)) {
            return;
        }
        login.removeAuthNote(NOTE);
        read(note).filter(kept -> user.getId().equals(kept.user())).ifPresent(kept -> {
            FederatedIdentityModel link =
                    new FederatedIdentityModel(kept.provider(), kept.id(), kept.name(), kept.token());
            FederatedIdentityModel before = session.users().getFederatedIdentity(realm, user, kept.provider());
            boolean isFree = session.users().getUserByFederatedIdentity(realm, link) == null
                    && (before == null || before.getUserId().equals(kept.replaced()))
                    && session.identityProviders().getByAlias(kept.provider()) != null;
            if (isFree) {
                if (before != null) {
                    session.users().removeFederatedIdentity(realm, user, kept.provider());
                }
                session.users().addFederatedIdentity(realm, user, link);
            }
        });
    }

    private static Optional<Kept> read(String note) {
        try {
            return Optional.of(JsonSerialization.readValue(note, Kept.class));
        } catch (IOException damaged) {
            LOG.warnf(
                    "GATEHOUSE-411 A deferred link to an identity provider cannot be read, so it is not created: %s",
                    LogText.of(damaged.getMessage()));
            return Optional.empty();
        }
    }
}
