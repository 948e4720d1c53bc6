package dev.gatehouse.mfa.factor;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.UserModel;

/**
 * The factors that a user may choose from.
 *
 * @param offered the factor to challenge for first, then the alternatives; empty if the user has none
 */
public record AvailableFactors(List<Factor> offered) {

    public AvailableFactors {
        offered = List.copyOf(offered);
    }

    /**
     * Looks up a user's factors. Reads only what Keycloak has cached with the user.
     *
     * @param emailMayStandIn whether email is offered to users who have a stronger factor
     */
    public static AvailableFactors of(UserModel user, boolean emailMayStandIn) {
        List<Factor> available = Arrays.stream(Factor.values())
                .filter(factor -> has(user, factor))
                .toList();
        boolean emailIsOffered = emailMayStandIn || available.stream().noneMatch(Factor::isStrongerThanEmail);
        List<Factor> offered = available.stream()
                .filter(factor -> factor != Factor.EMAIL || emailIsOffered)
                .toList();
        return new AvailableFactors(emailIsOffered ? emailBeforeRecoveryCodes(offered) : offered);
    }

    /** Recovery codes are the last resort, so they do not come before email for users who have no other factor. */
    private static List<Factor> emailBeforeRecoveryCodes(List<Factor> offered) {
        boolean onlyThese = offered.equals(List.of(Factor.RECOVERY_CODE, Factor.EMAIL));
        return onlyThese ? List.of(Factor.EMAIL, Factor.RECOVERY_CODE) : offered;
    }

    private static boolean has(UserModel user, Factor factor) {
        return switch (factor) {
            case EMAIL -> user.getEmail() != null && !user.getEmail().isBlank();
            case PASSKEY, SECURITY_KEY, AUTHENTICATOR_APP, RECOVERY_CODE ->
                user.credentialManager().isConfiguredFor(factor.credentialType());
        };
    }

    /** The factors among these that an entry point supports. */
    public AvailableFactors among(List<Factor> supported) {
        return new AvailableFactors(offered.stream().filter(supported::contains).toList());
    }

    /** These and another factor as the last alternative, unless it is among them. */
    public AvailableFactors and(Factor further) {
        return offered.contains(further)
                ? this
                : new AvailableFactors(
                        Stream.concat(offered.stream(), Stream.of(further)).toList());
    }

    /** Whether no factor is offered. */
    public boolean isEmpty() {
        return offered.isEmpty();
    }

    /** The factor to challenge for: the user's choice if it is offered, otherwise the first. Must not be called if {@link #isEmpty()}. */
    public Factor chosen(Optional<Factor> choice) {
        return choice.filter(offered::contains).orElseGet(() -> offered.get(0));
    }

    /** The alternatives to a factor. */
    public List<Factor> besides(Factor current) {
        return offered.stream().filter(factor -> factor != current).toList();
    }
}
