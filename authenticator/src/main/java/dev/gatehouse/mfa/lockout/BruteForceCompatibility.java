package dev.gatehouse.mfa.lockout;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserLoginFailureModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.BruteForceProtector;

/**
 * Adapts to what differs between Keycloak's releases in brute-force detection: 26.5 has one count of failures; 26.6 and 26.7 count failures
 * of second factors separately and require the category of a failure, each by another method. No method is in all releases, so the methods
 * are looked up when this class is loaded.
 */
public final class BruteForceCompatibility {

    private static final Logger LOG = Logger.getLogger(BruteForceCompatibility.class);
    private static final Optional<MethodHandle> OF_CATEGORY = find(
            BruteForceProtector.class, "failedLogin", "RealmModel", "UserModel", "ClientConnection", "UriInfo", "Set");
    private static final Optional<MethodHandle> OF_ONE_CATEGORY = find(
            BruteForceProtector.class,
            "failedLogin",
            "RealmModel",
            "UserModel",
            "ClientConnection",
            "UriInfo",
            "String");
    private static final Optional<MethodHandle> OF_ANY =
            find(BruteForceProtector.class, "failedLogin", "RealmModel", "UserModel", "ClientConnection", "UriInfo");
    private static final Optional<MethodHandle> SECOND_FACTORS =
            find(UserLoginFailureModel.class, "getNumSecondaryAuthFailures");

    private BruteForceCompatibility() {}

    /**
     * Ensures, before any user signs in, that wrong codes can be counted.
     *
     * @throws IllegalStateException if this release of Keycloak counts them in an unknown way
     */
    public static void requireKnownKeycloak() {
        if (OF_CATEGORY.isEmpty() && OF_ONE_CATEGORY.isEmpty() && OF_ANY.isEmpty()) {
            LOG.error(
                    "GATEHOUSE-409 This release of Keycloak counts failed logins in a way that Gatehouse does not support, "
                            + "so wrong codes would not be counted. Use a supported release");
            throw new IllegalStateException("Wrong codes cannot be counted in this release of Keycloak");
        }
    }

    /** Counts a failure of this request's user, with its category in releases that have categories. */
    static void count(
            BruteForceProtector protector, KeycloakSession session, RealmModel realm, UserModel user, String category) {
        requireKnownKeycloak();
        Object connection = session.getContext().getConnection();
        Object uri = session.getContext().getHttpRequest().getUri();
        if (OF_CATEGORY.isPresent()) {
            call(OF_CATEGORY.get(), protector, realm, user, connection, uri, Set.of(category));
        } else if (OF_ONE_CATEGORY.isPresent()) {
            call(OF_ONE_CATEGORY.get(), protector, realm, user, connection, uri, category);
        } else {
            call(OF_ANY.orElseThrow(), protector, realm, user, connection, uri);
        }
    }

    /** How many attempts at second factors failed since the last successful login; 0 in releases that count them among all failures. */
    static int ofSecondFactors(UserLoginFailureModel failures) {
        return SECOND_FACTORS.map(method -> (int) call(method, failures)).orElse(0);
    }

    /** Finds a method by the names of its parameter types, because only entry points may depend on the types of a request. */
    private static Optional<MethodHandle> find(Class<?> type, String name, String... parameters) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name))
                .filter(method -> Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .toList()
                        .equals(List.of(parameters)))
                .findFirst()
                .map(BruteForceCompatibility::handle);
    }

    private static MethodHandle handle(Method method) {
        try {
            return MethodHandles.publicLookup().unreflect(method);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object call(MethodHandle method, Object... arguments) {
        try {
            return method.invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
