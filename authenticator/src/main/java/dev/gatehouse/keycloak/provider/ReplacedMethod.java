package dev.gatehouse.keycloak.provider;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Objects of Keycloak's interfaces with another result of one method. All others pass, also those that a later Keycloak adds. */
public final class ReplacedMethod {

    private ReplacedMethod() {}

    /** What is called instead of a method. */
    public interface Replacement {

        Object call(Object[] arguments) throws Throwable;
    }

    /**
     * The same object with another result of one method.
     *
     * @param type the interface
     * @param name the name of the method; all its overloads get the result
     */
    public static <T> T of(Class<T> type, T original, String name, Supplier<Object> result) {
        return calling(type, original, name, arguments -> result.get());
    }

    /**
     * The same object with another method in place of one.
     *
     * @param type the interface
     * @param name the name of the method; all its overloads are replaced
     * @param replacement gets the arguments; may throw what the method may throw
     */
    public static <T> T calling(Class<T> type, T original, String name, Replacement replacement) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals(name)) {
                        return replacement.call(arguments);
                    }
                    return invoke(method, original, arguments);
                }));
    }

    private static @Nullable Object invoke(Method method, Object original, Object[] arguments) throws Throwable {
        try {
            return method.invoke(original, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() == null ? thrown : thrown.getCause();
        }
    }
}
