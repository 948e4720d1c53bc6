package dev.gatehouse.recovery.link;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.RealmModel;

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

    private static final int SIGNED_WITHIN = 5;

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

    /**
     * Whether a link of this kind works for a shorter time than the realm's settings say, because whoever had it sent has chosen that.
     *
     * @param lifetime in seconds
     */
    boolean isChosen(long lifetime, RealmModel realm) {
        return isChosen(
                lifetime,
                switch (this) {
                    case ACTIONS, INVITATION -> List.of(realm.getActionTokenGeneratedByAdminLifespan());
                    // Sent by an administrator, or at a login.
                    case ADDRESS ->
                        List.of(
                                realm.getActionTokenGeneratedByAdminLifespan(),
                                realm.getActionTokenGeneratedByUserLifespan(actionId));
                    case NEW_ADDRESS, PROVIDER -> List.of(realm.getActionTokenGeneratedByUserLifespan(actionId));
                });
    }

    /**
     * The same, for these settings.
     *
     * @param usual the lifetimes that links of a kind have unless one is chosen, in seconds
     */
    static boolean isChosen(long lifetime, List<Integer> usual) {
        // Keycloak reads the clock twice: for the end, and when it signs the token.
        return usual.stream().noneMatch(usually -> lifetime <= usually && lifetime >= usually - SIGNED_WITHIN)
                && usual.stream().anyMatch(usually -> lifetime < usually);
    }

    /** The id of the handler of the action token. */
    String actionId() {
        return actionId;
    }
}
