package dev.gatehouse.keycloak.provider;

/**
 * A value of a sealed type whose variants an enum names, because Java 17 cannot switch over types. Code that depends on the variant uses a
 * switch expression over {@link #kind} with every kind and no default: a new kind then does not compile until every switch handles it. A
 * chain of {@code instanceof} would silently end in its last branch.
 *
 * @param <K> the kinds, one for each variant of the type
 */
public interface Variant<K extends Enum<K>> {

    /** The kind of this value. */
    K kind();
}
