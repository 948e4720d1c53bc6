package dev.gatehouse.recovery.link;

import java.util.Arrays;
import java.util.Optional;

/** What a link of Keycloak in an email is for. */
public enum LinkKind {
    /** An administrator has the user perform actions. */
    ACTIONS("execute-actions"),
    /** The user confirms the address of the account. */
    ADDRESS("verify-email"),
    /** The user confirms a new address, to which the email goes. */
    NEW_ADDRESS("update-email"),
    /** A person, with or without an account, is invited to an organization. */
    INVITATION("ORGIVT"),
    /** The user confirms that an account of an identity provider is theirs. */
    PROVIDER("idp-verify-account-via-email");

    private final String actionId;

    LinkKind(String actionId) {
        this.actionId = actionId;
    }

    /** The kind of an action token; empty if Gatehouse leaves its links as they are. */
    static Optional<LinkKind> of(String actionId) {
        return Arrays.stream(values())
                .filter(kind -> kind.actionId.equals(actionId))
                .findFirst();
    }

    /** The id of the handler of the action token. */
    String actionId() {
        return actionId;
    }
}
