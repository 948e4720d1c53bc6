package dev.gatehouse.load;

/** The password hashing, which takes most of the time of a login. */
enum Hash {

    /** Keycloak's default. */
    DEFAULT("Keycloak's default hash", ""),

    /** Insecure, but makes the cost of the rest of the login visible. */
    CHEAP("a hash that costs nothing", " and hashAlgorithm(pbkdf2-sha256) and hashIterations(1)");

    private final String label;
    private final String policy;

    Hash(String label, String policy) {
        this.label = label;
        this.policy = policy;
    }

    /** The name in reports. */
    String label() {
        return label;
    }

    /** The addition to a realm's password policy. */
    String policy() {
        return policy;
    }
}
