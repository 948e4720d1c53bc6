package dev.gatehouse.admin.setup;

import dev.gatehouse.mfa.decision.AdaptiveMfaService;

/** The kinds of flows in which the set-up puts the MFA step. */
enum FlowKind {
    /** Logins in the browser. */
    BROWSER(AdaptiveMfaService.IN_BROWSER),
    /** Direct grants. */
    DIRECT_GRANT(AdaptiveMfaService.IN_DIRECT_GRANT),
    /** The first login through an identity provider, in which a user may prove an existing account by its password. */
    FIRST_LOGIN(AdaptiveMfaService.IN_BROWSER),
    /** What follows each login through an identity provider. */
    POST_LOGIN(AdaptiveMfaService.IN_BROWSER);

    private final String step;

    FlowKind(String step) {
        this.step = step;
    }

    /** The provider id of the MFA step. */
    String step() {
        return step;
    }
}
