package dev.gatehouse.admin.flow;

import java.util.regex.Pattern;

/** The ids of the steps of the set-up. They are stored, and part of paths: they do not change. */
public final class SetupStepId {

    public static final String BROWSER_FLOW = "browser-flow";
    public static final String DIRECT_GRANT_FLOW = "direct-grant-flow";
    public static final String FIRST_LOGIN_FLOW = "first-login-flow";
    public static final String CLIENT_FLOW = "client-flow";
    public static final String POST_LOGIN_FLOW = "post-login-flow";
    public static final String CLIENT_POLICY = "client-policy";
    public static final String RECOVERY = "recovery";
    public static final String PASSWORD_RULES = "password-rules";
    public static final String THEMES = "themes";
    public static final String AMR = "amr";
    public static final String APP_ACCESS = "app-access";
    public static final String GATE = "gate";
    public static final String SETTINGS = "settings";

    private static final Pattern SAFE_IN_PATHS = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

    private SetupStepId() {}

    /** How a step names what has this name and this id: by the id if the name does not fit into a path. */
    public static String target(String name, String id) {
        return SAFE_IN_PATHS.matcher(name).matches() ? name : id;
    }

    /** The kind of the step with this id: one of the constants above, or that of another version. */
    public static String kind(String id) {
        int end = id.indexOf('.');
        return end < 0 ? id : id.substring(0, end);
    }

    /**
     * The id of the step for one of several places.
     *
     * @param step the kind of step
     * @param target the place, see {@link #target}
     */
    public static String of(String step, String target) {
        return step + "." + target;
    }
}
