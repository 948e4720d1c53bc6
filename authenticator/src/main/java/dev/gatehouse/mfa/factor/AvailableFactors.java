package dev.gatehouse.mfa.factor;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.UserModel;

/**
 * The factors that a user may choose from.
 *
 * @param offered the one that is asked for first, then the others; empty if the user has none
 */
public record AvailableFactors(List<Factor> offered) {

    public AvailableFactors {
        offered = List.copyOf(offered);
    }

    /**
     * Looks up what a user has. Reads only what Keycloak has cached with the user.
     *
     * @param emailMayStandIn whether email is offered to people who have something stronger
     */
    public static AvailableFactors of(UserModel user, boolean emailMayStandIn) {
        List<Factor> had = Arrays.stream(Factor.values()).filter(factor -> has(user, factor)).toList();
        boolean emailIsOffered = emailMayStandIn || had.stream().noneMatch(Factor::isStrongerThanEmail);
        List<Factor> offered = had.stream().filter(factor -> factor != Factor.EMAIL || emailIsOffered).toList();
        return new AvailableFactors(emailIsOffered ? emailBeforeRecoveryCodes(offered) : offered);
    }

    /** A list of recovery codes is for the day when nothing else is left, so it does not come before email for those who have no more. */
    private static List<Factor> emailBeforeRecoveryCodes(List<Factor> offered) {
        boolean onlyThese = offered.equals(List.of(Factor.RECOVERY_CODE, Factor.EMAIL));
        return onlyThese ? List.of(Factor.EMAIL, Factor.RECOVERY_CODE) : offered;
    }

    private static boolean has(UserModel user, Factor factor) {
        return switch (factor) {
            case EMAIL -> user.getEmail() != null && !user.getEmail().isBlank();
            case PASSKEY, SECURITY_KEY, AUTHENTICATOR_APP, RECOVERY_CODE -> user.credentialManager().isConfiguredFor(factor.credentialType());
        };
    }

    /** These without those that a kind of door cannot ask for. */
    public AvailableFactors among(List<Factor> askable) {
        return new AvailableFactors(offered.stream().filter(askable::contains).toList());
    }

    /** Whether there is nothing to ask for. */
    public boolean isEmpty() {
        return offered.isEmpty();
    }

    /** What is asked for: the user's choice if it is offered, else the first. Must not be called where there is none. */
    public Factor chosen(Optional<Factor> choice) {
        return choice.filter(offered::contains).orElseGet(() -> offered.get(0));
    }

    /** The others. */
    public List<Factor> besides(Factor asked) {
        return offered.stream().filter(factor -> factor != asked).toList();
    }
}
