package dev.gatehouse.admin.flow;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an execution does in a flow. */
public enum StepRole {
    /** It verifies a password. */
    PASSWORD,
    /** It asks for one of Keycloak's own second factors. */
    FACTOR,
    /** It leads elsewhere or continues a session, without a form. */
    PASSAGE,
    /** It only decides whether the sub-flow around it runs. */
    CONDITION,
    /** It limits how many sessions a user has, see Keycloak's {@code UserSessionLimitsAuthenticator}. */
    SESSION_LIMIT,
    /** Anything else: it neither verifies a password, asks for a factor nor limits sessions. */
    OTHER;

    private static final Set<String> PASSWORDS = Set.of(
            "auth-username-password-form",
            "auth-password-form",
            "direct-grant-validate-password",
            "http-basic-authenticator",
            "idp-username-password-form");

    private static final Set<String> FACTORS = Set.of(
            "auth-otp-form",
            "auth-conditional-otp-form",
            "auth-recovery-authn-code-form",
            "webauthn-authenticator",
            "direct-grant-validate-otp");

    private static final Set<String> PASSAGES = Set.of("auth-cookie", "identity-provider-redirector", "organization");

    private static final Set<String> OTHERS = Set.of(
            "allow-access-authenticator",
            "auth-spnego",
            "auth-username-form",
            "auth-x509-client-username-form",
            "deny-access-authenticator",
            "direct-grant-auth-x509-username",
            "direct-grant-validate-username",
            "no-cookie-redirect",
            "passkeys-authenticator",
            "reset-credentials-choose-user",
            "reset-credential-email",
            "reset-password",
            "reset-otp",
            "webauthn-authenticator-passwordless");

    private static final String SESSION_LIMITS = "user-session-limits";
    private static final String IDENTITY_PROVIDER = "idp-";
    private static final String GATEHOUSE = "gatehouse-";
    private static final String CONDITIONAL = "conditional-";

    /** The roles that an administrator can name for an execution that is not known, by the words for them. */
    private static final Map<String, StepRole> NAMED = Map.of("password", PASSWORD, "factor", FACTOR, "other", OTHER);

    /**
     * The role of an execution.
     *
     * @param provider its provider id
     * @return empty if it is neither one of Keycloak's nor one of Gatehouse's
     */
    public static Optional<StepRole> of(String provider) {
        if (PASSWORDS.contains(provider)) {
            return Optional.of(PASSWORD);
        }
        if (FACTORS.contains(provider)) {
            return Optional.of(FACTOR);
        }
        if (PASSAGES.contains(provider)) {
            return Optional.of(PASSAGE);
        }
        if (provider.equals(SESSION_LIMITS)) {
            return Optional.of(SESSION_LIMIT);
        }
        if (provider.startsWith(CONDITIONAL)) {
            return Optional.of(CONDITION);
        }
        boolean isKnown =
                OTHERS.contains(provider) || provider.startsWith(IDENTITY_PROVIDER) || provider.startsWith(GATEHOUSE);
        return isKnown ? Optional.of(OTHER) : Optional.empty();
    }

    /** The role that an administrator names: {@code password}, {@code factor} or {@code other}; empty for other words. */
    public static Optional<StepRole> named(String word) {
        return Optional.ofNullable(NAMED.get(word.toLowerCase(Locale.ROOT)));
    }
}
