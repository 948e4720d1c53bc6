package dev.gatehouse.load;

/** How passwords are hashed, which takes most of the time of a login. */
enum Hash {

    /** As Keycloak does it unless told otherwise. */
    DEFAULT("Keycloak's default hash", ""),

    /** As nobody should do it, so that the rest of the login is seen. */
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

    /** What is added to a realm's password policy. */
    String policy() {
        return policy;
    }
}
