package dev.gatehouse.it.journeys;

/** The journeys that are measured. */
enum Journey {
    KNOWN_DEVICE("A known device, a day later", new Wanted(1, 1, 0)),
    SUSPICIOUS_LOGIN("A login that is challenged; the code is pasted", new Wanted(3, 2, 1)),
    PRIVILEGED_BY_OIDC("A privileged user of a company, by OpenID Connect", new Wanted(3, 3, 1)),
    PRIVILEGED_BY_SAML("A privileged user of a company, by SAML", new Wanted(3, 3, 1)),
    SECOND_DEVICE("A second device within 30 seconds", new Wanted(3, 3, 1)),
    FORGOTTEN_BY_CODE("Forgot password until signed in, the code typed in the open page", new Wanted(5, 5, 2)),
    FORGOTTEN_BY_LINK("Forgot password until signed in, the link opened in the same browser", new Wanted(5, 5, 2)),
    PASSWORD_CHANGE("Change password from an app", new Wanted(3, 2, 2)),
    NOT_ME("From an email to \"This was not me\"", new Wanted(1, 1, 0)),
    ANOTHER_ACCOUNT("From the page that names the right app to another account", new Wanted(1, 1, 0));

    private final String title;
    private final Wanted wanted;

    Journey(String title, Wanted wanted) {
        this.title = title;
        this.wanted = wanted;
    }

    Wanted wanted() {
        return wanted;
    }

    @Override
    public String toString() {
        return title;
    }
}
