package dev.gatehouse.keycloak.account;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.ServicesLogger;

/** Finds the accounts of a realm that a typed name names. */
public final class NamedAccounts {

    /** Enough for people with several accounts; a shared mailbox is not flooded by one request. */
    private static final int MAX_ACCOUNTS = 10;

    private final KeycloakSession session;
    private final RealmModel realm;

    /** The accounts of a realm. */
    public NamedAccounts(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /**
     * The user who signs in with this name; {@code null} if there is none or several, or if it is a service account. An account that has
     * the name exactly as it was typed comes before one with the cleaned name. All readings are looked up, whichever matches, so that the
     * work does not depend on the accounts.
     */
    public @Nullable UserModel signingIn(TypedName name) {
        return name.readings().stream().map(this::find).toList().stream()
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    /**
     * The users whom an email about an account may reach: the one who signs in with this name and, where addresses are no names to sign in
     * with, everyone who has verified this address. Users who have not verified it are reached only if nobody has, so that accounts that a
     * stranger registers with the address of another person do not displace those of that person.
     *
     * @return each user once, at most {@value #MAX_ACCOUNTS}
     */
    public List<UserModel> reachedBy(TypedName name) {
        Map<String, UserModel> users = new LinkedHashMap<>();
        Optional.ofNullable(signingIn(name)).ifPresent(user -> users.put(user.getId(), user));
        if (!realm.isLoginWithEmailAllowed() || realm.isDuplicateEmailsAllowed()) {
            List<UserModel> verified = haveAddress(name, true);
            (verified.isEmpty() ? haveAddress(name, false) : verified)
                    .forEach(user -> users.putIfAbsent(user.getId(), user));
        }
        return users.values().stream()
                .filter(user -> user.getServiceAccountClientLink() == null)
                .limit(MAX_ACCOUNTS)
                .toList();
    }

    private List<UserModel> haveAddress(TypedName name, boolean isVerified) {
        return name.readings().stream()
                .filter(reading -> reading.indexOf('@') > 0)
                .flatMap(address -> session.users()
                        .searchForUserStream(
                                realm,
                                Map.of(
                                        UserModel.EMAIL,
                                        address,
                                        UserModel.EXACT,
                                        "true",
                                        UserModel.EMAIL_VERIFIED,
                                        Boolean.toString(isVerified)),
                                0,
                                MAX_ACCOUNTS)
                        // Some stores search for parts and patterns, or know nothing of verified addresses.
                        .filter(user -> user.isEmailVerified() == isVerified)
                        .filter(user -> address.equalsIgnoreCase(Objects.requireNonNullElse(user.getEmail(), ""))))
                .toList();
    }

    /** The reading by which a user signs in; if nobody does, the name without what surrounds it. All readings are looked up here too. */
    public String nameOf(TypedName name) {
        List<String> readings = name.readings();
        return readings.size() == 1
                ? readings.get(0)
                : readings.stream().filter(reading -> find(reading).isPresent()).toList().stream()
                        .findFirst()
                        .orElse(name.shown());
    }

    private Optional<UserModel> find(String reading) {
        try {
            return Optional.ofNullable(KeycloakModelUtils.findUserByNameOrEmail(session, realm, reading))
                    .filter(user -> user.getServiceAccountClientLink() == null);
        } catch (ModelDuplicateException ambiguous) {
            // Keycloak logs this too: it happens while it imports from an external store. Keycloak also shows it to the
            // user; here that
            // would reveal the account.
            ServicesLogger.LOGGER.modelDuplicateException(ambiguous);
            return Optional.empty();
        }
    }
}
