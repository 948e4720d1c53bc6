package dev.gatehouse.keycloak.text;

/** Texts that a database may hold. */
public final class StoredText {

    private StoredText() {}

    /**
     * Whether some row may have a text: none has one with the zero character, which PostgreSQL refuses with an error, also where it is only
     * compared.
     */
    public static boolean isPossible(String text) {
        return text.indexOf('\0') < 0;
    }
}
