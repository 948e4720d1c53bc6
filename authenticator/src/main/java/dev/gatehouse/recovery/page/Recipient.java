package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.account.NamedAccounts;
import dev.gatehouse.keycloak.provider.Variant;
import dev.gatehouse.recovery.token.ResetRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.services.managers.BruteForceProtector;

/** Resolves the recipient and the kind of email to send. */
sealed interface Recipient extends Variant<Recipient.Kind> {

    /** One for each record below. */
    enum Kind {
        NONE,
        OWNER,
        SIGNS_IN_ELSEWHERE,
        READ_ONLY,
        LOCKED
    }

    /** No account, or one that no email can reach. */
    record None() implements Recipient {

        @Override
        public Kind kind() {
            return Kind.NONE;
        }
    }

    /** A user who may choose a new password. */
    record Owner(UserModel user) implements Recipient {

        @Override
        public Kind kind() {
            return Kind.OWNER;
        }
    }

    /**
     * A user who has no password here.
     *
     * @param providers the display names of the identity providers that the user signs in with; not empty
     */
    record SignsInElsewhere(UserModel user, List<String> providers) implements Recipient {

        @Override
        public Kind kind() {
            return Kind.SIGNS_IN_ELSEWHERE;
        }
    }

    /** A user whose password is in a user store that Keycloak only reads. */
    record ReadOnly(UserModel user) implements Recipient {

        @Override
        public Kind kind() {
            return Kind.READ_ONLY;
        }
    }

    /** A user whose account is disabled, or permanently locked. */
    record Locked(UserModel user) implements Recipient {

        @Override
        public Kind kind() {
            return Kind.LOCKED;
        }
    }

    /** Finds the accounts that a request is about: several where an address belongs to several. */
    static List<UserModel> users(KeycloakSession session, RealmModel realm, ResetRequest.Target target) {
        return switch (target.kind()) {
            case HINT -> List.of();
            case ACCOUNT ->
                Stream.ofNullable(session.users().getUserById(realm, ((ResetRequest.Account) target).userId()))
                        .toList();
            case ADDRESS -> new NamedAccounts(session, realm).reachedBy(((ResetRequest.Address) target).typed());
        };
    }

    /** Resolves the recipient of an account's email. */
    static Recipient of(KeycloakSession session, RealmModel realm, @Nullable UserModel user) {
        if (user == null
                || user.getEmail() == null
                || user.getEmail().isBlank()
                || user.getServiceAccountClientLink() != null) {
            return new None();
        }
        if (isLocked(session, realm, user)) {
            return new Locked(user);
        }
        List<String> providers = user.credentialManager().isConfiguredFor(PasswordCredentialModel.TYPE)
                ? List.of()
                : session.users()
                        .getFederatedIdentitiesStream(realm, user)
                        .map(identity -> name(session, identity))
                        .distinct()
                        .toList();
        if (!providers.isEmpty()) {
            return new SignsInElsewhere(user, providers);
        }
        return ReadOnlyPassword.isOf(realm, user) ? new ReadOnly(user) : new Owner(user);
    }

    /** Whether an account cannot be used until an admin helps. */
    static boolean isLocked(KeycloakSession session, RealmModel realm, UserModel user) {
        return !user.isEnabled()
                || (realm.isBruteForceProtected()
                        && session.getProvider(BruteForceProtector.class).isPermanentlyLockedOut(session, realm, user));
    }

    /** The display name of a linked account's identity provider, otherwise its capitalised alias. */
    static String name(KeycloakSession session, FederatedIdentityModel identity) {
        return Optional.ofNullable(session.identityProviders().getByAlias(identity.getIdentityProvider()))
                .map(IdentityProviderModel::getDisplayName)
                .filter(name -> !name.isBlank())
                .orElseGet(() ->
                        Character.toUpperCase(identity.getIdentityProvider().charAt(0))
                                + identity.getIdentityProvider().substring(1));
    }
}
