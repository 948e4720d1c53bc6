package dev.gatehouse.keycloak.config;

/** The message keys of the texts about a setting in the Admin Console. */
public final class AdminTexts {

    /** The key of the help text of the link to an app for one platform. */
    public static final String PLATFORM_HELP = "gatehouseAdmin_platform_help";

    private static final String PREFIX = "gatehouseAdmin_";

    private AdminTexts() {}

    /** The key of the label of a setting. */
    public static String label(String setting) {
        return PREFIX + setting;
    }

    /** The key of the help text of a setting. */
    public static String help(String setting) {
        return PREFIX + setting + "_help";
    }
}
