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
 * What differs between Keycloak's releases in brute-force detection: 26.5 has one count of failures, 26.6 and 26.7 count those of
 * second factors besides and want to be told what failed, in two ways. No call is in all, so this is looked up when the class is loaded.
 */
public final class FailureCounting {

    private static final Logger LOG = Logger.getLogger(FailureCounting.class);
    private static final Optional<MethodHandle> OF_CATEGORY =
            find(BruteForceProtector.class, "failedLogin", "RealmModel", "UserModel", "ClientConnection", "UriInfo", "Set");
    private static final Optional<MethodHandle> OF_ONE_CATEGORY =
            find(BruteForceProtector.class, "failedLogin", "RealmModel", "UserModel", "ClientConnection", "UriInfo", "String");
    private static final Optional<MethodHandle> OF_ANY =
            find(BruteForceProtector.class, "failedLogin", "RealmModel", "UserModel", "ClientConnection", "UriInfo");
    private static final Optional<MethodHandle> SECOND_FACTORS = find(UserLoginFailureModel.class, "getNumSecondaryAuthFailures");

    private FailureCounting() {}

    /**
     * Makes sure, before anybody signs in, that wrong codes can be counted.
     *
     * @throws IllegalStateException if this Keycloak counts them in a way that is not known here
     */
    public static void requireKnownKeycloak() {
        if (OF_CATEGORY.isEmpty() && OF_ONE_CATEGORY.isEmpty() && OF_ANY.isEmpty()) {
            LOG.error("GATEHOUSE-409 This release of Keycloak counts failed logins in a way that Gatehouse does not support, "
                    + "so wrong codes would not be counted. Use a supported release");
            throw new IllegalStateException("Wrong codes cannot be counted in this release of Keycloak");
        }
    }

    /** Counts a failure of this request's user, in the category where there are any. */
    static void count(BruteForceProtector protector, KeycloakSession session, RealmModel realm, UserModel user, String category) {
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

    /** How many second factors failed since the last login that was right; 0 where they are among all failures. */
    static int ofSecondFactors(UserLoginFailureModel failures) {
        return SECOND_FACTORS.map(method -> (int) call(method, failures)).orElse(0);
    }

    /** Finds by the names of the parameters' types, because what a request is made of is for doors to know. */
    private static Optional<MethodHandle> find(Class<?> type, String name, String... parameters) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name))
                .filter(method -> Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).toList().equals(List.of(parameters)))
                .findFirst()
                .map(FailureCounting::handle);
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
