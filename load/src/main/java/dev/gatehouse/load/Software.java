package dev.gatehouse.load;

/** The software of a server. */
enum Software {

    /** The official Keycloak distribution. */
    STOCK("Keycloak alone"),

    /** Keycloak with Gatehouse. */
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
