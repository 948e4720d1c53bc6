package dev.gatehouse.keycloak.event;

/**
 * The names that Gatehouse writes into Keycloak's events: errors, details, and names of events that Keycloak has no type for. They
 * are stored and searched, so none of them may change.
 */
public final class GatehouseEvents {

    /** Error: the code is wrong. */
    public static final String CODE_WRONG = "gatehouse_code_wrong";
    /** Error: the code has expired, was used, or none was sent for this login. */
    public static final String CODE_EXPIRED = "gatehouse_code_expired";
    /** Error: the code has no attempts left. */
    public static final String CODE_EXHAUSTED = "gatehouse_code_exhausted";
    /** Error: the account has had too many wrong answers. */
    public static final String CODE_BLOCKED = "gatehouse_code_blocked";
    /** Error: the assertion of a passkey or security key is invalid. */
    public static final String KEY_REFUSED = "gatehouse_key_refused";
    /** Error: the {@code mfa_token} was not issued for this account and client. */
    public static final String MFA_TOKEN_UNKNOWN = "gatehouse_mfa_token_unknown";
    /** Error: a second factor is required, and the account has neither one nor an email address. */
    public static final String NO_EMAIL = "gatehouse_no_email";
    /** Error: the account was secured since the login or the link began. */
    public static final String ACCOUNT_SECURED_SINCE = "gatehouse_account_secured_since";
    /** Error: the level of authentication that the app requests cannot be reached. */
    public static final String LEVEL_UNMET = "gatehouse_level_unmet";
    /** Error: a login was about to complete without its second factor. */
    public static final String LAST_DOOR_PROOF = "gatehouse_last_door_proof";
    /** Error: a login was about to complete although its account was secured meanwhile. */
    public static final String LAST_DOOR_SECURED = "gatehouse_last_door_secured";
    /** Error: a login was about to complete below the level of authentication that the app requests. */
    public static final String LAST_DOOR_LEVEL = "gatehouse_last_door_level";
    /** Error: a login was about to complete for an app that the account may not use. */
    public static final String LAST_DOOR_ROLE = "gatehouse_last_door_role";
    /** Error: the account may not use the app. */
    public static final String APP_ACCESS_DENIED = "gatehouse_app_access_denied";
    /** Error: the app access settings are invalid. */
    public static final String APP_ACCESS_MISCONFIGURED = "gatehouse_app_access_misconfigured";

    /** Error and name of an event: settings are invalid. */
    public static final String SETTINGS_INVALID = "gatehouse_settings_invalid";

    /** Name of an event: a security code was sent. */
    public static final String SECURITY_CODE_SENT = "gatehouse_security_code_sent";
    /** Name of an event: a notice of a sign-in will be sent. */
    public static final String SIGN_IN_NOTICE_QUEUED = "gatehouse_sign_in_notice_queued";
    /** Name of an event: the owner of an account will be notified that an administrator has opened it. */
    public static final String IMPERSONATION_NOTICE_QUEUED = "gatehouse_impersonation_notice_queued";
    /** Name of an event: an account is suspected to be shared. */
    public static final String SHARED_LOGIN_SUSPECTED = "shared_login_suspected";

    /** Detail: where the invalid settings were saved. */
    public static final String SETTINGS_PLACE = "gatehouse_settings_place";
    /** Detail: what is invalid in settings, in English. */
    public static final String SETTINGS_PROBLEMS = "gatehouse_settings_problems";
    /** Detail: how the login is secured. */
    public static final String MFA = "gatehouse_mfa";
    /** Detail: the factor that an error is about. */
    public static final String FACTOR = "gatehouse_factor";
    /** Detail: what was decided about the login. */
    public static final String VERDICT = "gatehouse_verdict";
    /** Detail: the score of the login. */
    public static final String SCORE = "gatehouse_score";
    /** Detail: the threshold in force. */
    public static final String THRESHOLD = "gatehouse_threshold";
    /** Detail: what led to the decision. */
    public static final String REASONS = "gatehouse_reasons";
    /** Detail: the same in words. */
    public static final String REASONS_TEXT = "gatehouse_reasons_text";
    /** Detail: the country of the login. */
    public static final String COUNTRY = "gatehouse_country";
    /** Detail: the path of the request that was refused. */
    public static final String PATH = "gatehouse_path";
    /** Detail: what a link is for. Only events of Gatehouse's own pages have it, and those pages send their own notices. */
    public static final String PURPOSE = "gatehouse_purpose";
    /** Detail: what was done by a link. */
    public static final String ACTION = "gatehouse_action";
    /** Detail: what support did for the owner of an account. */
    public static final String HELP = "gatehouse_help";
    /** Detail: why, as the helper or administrator typed it. */
    public static final String HELP_REASON = "gatehouse_help_reason";
    /** Detail: what an administrator said about a login. */
    public static final String FEEDBACK = "gatehouse_feedback";
    /** Detail: whose login it was. */
    public static final String FEEDBACK_USER = "gatehouse_feedback_user";
    /** Detail: which limits of concurrent use an account exceeds. */
    public static final String TOO_MANY = "gatehouse_too_many";

    private GatehouseEvents() {}
}
