package dev.gatehouse.load;

/** The software of a server. */
enum Software {

    /** The official Keycloak distribution. */
    STOCK("Keycloak alone"),

    /** The official Keycloak distribution, in which new users have an authenticator app that is asked for its code. */
    STOCK_WITH_APPS("Keycloak alone, code of an app"),

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
