package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.text.LogText;
import java.util.Base64;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.PasswordCredentialProviderFactory;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.PasswordPolicy;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserCredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.storage.ReadOnlyException;

/**
 * Makes a password void: a random one that nobody knows takes its place. The account still has a password, so its owner resets it as any
 * forgotten one, checking it takes as long as before, and the void one stays in the history that forbids using it again.
 */
public final class PasswordRevocation {

    private static final Logger LOG = Logger.getLogger(PasswordRevocation.class);
    private static final int RANDOM_BYTES = 32;

    /** Satisfies rules that want a letter of either case, a digit and a special character; the rest is random. */
    private static final String FOR_RULES = "aA1-";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;

    PasswordRevocation(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
    }

    /** What has become of a password. */
    public enum Outcome {
        /** No password signs in any more. */
        VOID,
        /** The account had no password. */
        NONE,
        /** The password is in a user store that Keycloak cannot change, and still valid. */
        ELSEWHERE
    }

    /** Makes the password void. */
    Outcome revoke() {
        boolean isLocal = user.credentialManager()
                .getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE)
                .findAny()
                .isPresent();
        if (isLocal) {
            replace();
        }
        if (user.isFederated() && user.credentialManager().isConfiguredFor(PasswordCredentialModel.TYPE)) {
            return replaceElsewhere() ? Outcome.VOID : Outcome.ELSEWHERE;
        }
        return isLocal ? Outcome.VOID : Outcome.NONE;
    }

    /** Without the password policy: it applies to what people choose. */
    @SuppressWarnings("unchecked") // Keycloak's own provider of passwords
    private void replace() {
        PasswordPolicy policy = realm.getPasswordPolicy();
        CredentialProvider<PasswordCredentialModel> passwords = (CredentialProvider<PasswordCredentialModel>)
                session.getProvider(CredentialProvider.class, PasswordCredentialProviderFactory.PROVIDER_ID);
        PasswordCredentialModel random = hash(policy).encodedCredential(random(), policy.getHashIterations());
        random.setCreatedDate(KeycloakClock.now().toEpochMilli());
        passwords.createCredential(realm, user, random);
    }

    /** The policy's, or the server's if the policy names none or one that is gone. */
    private PasswordHashProvider hash(PasswordPolicy policy) {
        return Optional.ofNullable(policy.getHashAlgorithm())
                .map(algorithm -> session.getProvider(PasswordHashProvider.class, algorithm))
                .orElseGet(() -> session.getProvider(PasswordHashProvider.class));
    }

    private boolean replaceElsewhere() {
        try {
            return user.credentialManager().updateCredential(UserCredentialModel.password(random(), false));
        } catch (ReadOnlyException | ModelException e) {
            LOG.warnf(
                    "GATEHOUSE-721 The password of the account %s in realm %s is kept in a user store that Keycloak cannot change, so it is still valid: %s",
                    LogText.of(user.getId()), LogText.of(realm.getName()), LogText.of(e.getMessage()));
            return false;
        }
    }

    private static String random() {
        return FOR_RULES
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(SecretGenerator.getInstance().randomBytes(RANDOM_BYTES));
    }
}
