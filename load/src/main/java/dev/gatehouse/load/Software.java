package dev.gatehouse.load;

/** What a server runs. */
enum Software {

    /** Keycloak as its project publishes it. */
    STOCK("Keycloak alone"),

    /** Keycloak with the bundle. */
    GATEHOUSE("Gatehouse");

    private final String label;

    Software(String label) {
        this.label = label;
    }

    /** The name in reports. */
    String label() {
        return label;
    }
}
