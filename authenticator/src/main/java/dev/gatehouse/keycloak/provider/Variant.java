package dev.gatehouse.keycloak.provider;

/**
 * A value of a sealed type whose variants an enum names, because Java 17 cannot switch over the types themselves. Whoever decides by such a value
 * writes a switch expression over {@link #kind} that names every kind and has no default: then a new kind does not compile until every decision
 * has an answer. A chain of {@code instanceof} ends in whatever stands last.
 *
 * @param <K> the kinds, one for each record of the type
 */
public interface Variant<K extends Enum<K>> {

    /** Which kind this is. */
    K kind();
}
