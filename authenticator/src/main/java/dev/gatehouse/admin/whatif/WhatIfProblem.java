package dev.gatehouse.admin.whatif;

/** What is wrong with a question. */
public enum WhatIfProblem {
    /** No user is named. */
    USER_MISSING("user_missing", "Name the user: an id, a user name or an email address."),
    /** The realm has no such user. */
    USER_UNKNOWN("user_unknown", "The realm has no user with this id, user name or email address."),
    /** Several users have the address. */
    USER_AMBIGUOUS(
            "user_ambiguous", "Several users have this email address. Name the user by the id or the user name."),
    /** The address is missing or no IP address. */
    ADDRESS_INVALID("address_invalid", "The address must be an IPv4 or IPv6 address such as 192.0.2.7 or 2001:db8::7."),
    /** Keycloak ignores such a header. */
    USER_AGENT_TOO_LONG(
            "user_agent_too_long",
            "The user agent may have at most " + WhatIfQuestion.LONGEST_USER_AGENT
                    + " characters: Keycloak ignores a longer one."),
    /** No app is named. */
    CLIENT_MISSING("client_missing", "Name the app by its client id."),
    /** The realm has no such app. */
    CLIENT_UNKNOWN("client_unknown", "The realm has no client with this client id."),
    /** The device is neither of the values. */
    DEVICE_INVALID("device_invalid", "The device must be known, seen, unknown or replayed."),
    /** The value is neither of the two. */
    PROVEN_INVALID("proven_invalid", "Whether a second factor was proven on the device must be true or false."),
    /** The way in is neither of the values. */
    VIA_INVALID("via_invalid", "The way in must be browser or direct-grant, and a provider needs a browser."),
    /** The realm has no such identity provider. */
    PROVIDER_UNKNOWN("provider_unknown", "The realm has no identity provider with this alias."),
    /** The app cannot request this level. */
    ACR_UNKNOWN(
            "acr_unknown",
            "The level must be a number, or a name that the client or the realm maps to one (acr.loa.map)."),
    /** There is no such parameter. */
    PARAMETER_UNKNOWN("parameter_unknown", "The parameters are " + String.join(", ", WhatIfQuestion.PARAMETERS) + "."),
    /** A parameter was sent twice. */
    PARAMETER_REPEATED("parameter_repeated", "Only providerSays may be given several times.");

    private final String code;
    private final String advice;

    WhatIfProblem(String code, String advice) {
        this.code = code;
        this.advice = advice;
    }

    /** A code for programs. */
    public String code() {
        return code;
    }

    /** What to do, as a sentence in English. */
    public String advice() {
        return advice;
    }
}
