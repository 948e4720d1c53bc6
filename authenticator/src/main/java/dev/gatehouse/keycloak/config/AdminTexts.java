package dev.gatehouse.keycloak.config;

/** The keys of what the Admin Console says about a setting, which it looks up in the messages of the admin's language. */
public final class AdminTexts {

    /** The help beside the link to an app for one platform. */
    public static final String PLATFORM_HELP = "gatehouseAdmin_platform_help";

    private static final String PREFIX = "gatehouseAdmin_";

    private AdminTexts() {}

    /** The key of the name of a setting. */
    public static String label(String setting) {
        return PREFIX + setting;
    }

    /** The key of the help beside it. */
    public static String help(String setting) {
        return PREFIX + setting + "_help";
    }
}
