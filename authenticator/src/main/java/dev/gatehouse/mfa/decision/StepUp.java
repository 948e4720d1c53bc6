package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.grant.RequestedLevel;
import dev.gatehouse.mfa.factor.AvailableFactors;
import dev.gatehouse.mfa.factor.Factor;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.utils.AcrUtils;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The level of authentication that an app requests (step-up authentication), and whether the login has it. An app requests a level by
 * {@code acr_values} or the claim {@code acr} (OpenID Connect Core 5.5.1.1), by SAML where Keycloak reads it from the request, or by the
 * settings of its client.
 */
public final class StepUp {

    private final KeycloakSession session;
    private final AuthenticationSessionModel login;
    private final MfaSettings settings;
    private final AuthenticationLevels levels;

    /** Whether a login reaches the requested level. */
    public enum State {
        /** It is reached, none is requested, or it is out of reach and not essential. */
        MET,
        /** It is not reached, and the user has a factor that reaches it. */
        TO_PROVE,
        /** It is not reached, no factor of the user reaches it, and it is essential. */
        OUT_OF_REACH
    }

    StepUp(KeycloakSession session, AuthenticationSessionModel login, MfaSettings settings) {
        this.session = session;
        this.login = login;
        this.settings = settings;
        this.levels = new AuthenticationLevels(session, login);
    }

    /** Uses the settings of the gate for the user who signs in, see {@link MfaSettingsResolver#ofGate}. */
    public static StepUp of(KeycloakSession session, AuthenticationSessionModel login, UserModel user) {
        return new StepUp(session, login, new MfaSettingsResolver(session, login.getRealm()).ofGate(user));
    }

    /** Whether more than a first factor is requested, by the app, by the settings of its client or by a client policy. */
    boolean isRequested() {
        int byPolicy = Math.max(
                requested(login.getAuthNote(Constants.AUTHENTICATION_FLOW_LEVEL_OF_AUTHENTICATION)),
                requestedOfPolicy());
        return Math.max(requested(), byPolicy) > AuthenticationLevels.OF_FIRST_FACTOR;
    }

    private int requestedOfPolicy() {
        return Optional.ofNullable(login.getAuthNote(Constants.CLIENT_POLICY_REQUESTED_ACR))
                .flatMap(acr -> RequestedLevel.of(login.getClient(), acr))
                .orElse(Constants.NO_LOA);
    }

    /** The state of the login of this user. */
    public State state(UserModel user) {
        int requested = requested();
        if (requested <= AuthenticationLevels.OF_FIRST_FACTOR || levels.reached(user) >= requested) {
            return State.MET;
        }
        boolean canBeProven =
                switch (settings.mode()) {
                    case ENFORCE ->
                        !reachingLevel(EmailFactorOverride.factors(session, login.getRealm(), user, settings))
                                .isEmpty();
                    case OFF, OBSERVE -> false;
                };
        if (canBeProven) {
            return State.TO_PROVE;
        }
        return isEssential(levels.reached(user)) ? State.OUT_OF_REACH : State.MET;
    }

    /** Whether the login reaches every level that the app requires as essential. */
    public boolean hasEssential(UserModel user) {
        int requested = requested();
        return requested <= AuthenticationLevels.OF_FIRST_FACTOR
                || levels.reached(user) >= requested
                || !isEssential(levels.reached(user));
    }

    /** Whether a level is requested that one of these factors reaches and the login has not reached, in any mode. */
    boolean isLevelRequired(UserModel user, Supplier<AvailableFactors> offered) {
        int requested = requested();
        return requested > AuthenticationLevels.OF_FIRST_FACTOR
                && levels.reached(user) < requested
                && !reachingLevel(offered.get()).isEmpty();
    }

    /** Whether a level reaches the requested one. */
    boolean isSufficient(Optional<Integer> level) {
        return level.orElse(Constants.NO_LOA) >= requested();
    }

    /** The factors that reach the requested level. */
    AvailableFactors reachingLevel(AvailableFactors offered) {
        int requested = requested();
        return offered.among(Arrays.stream(Factor.values())
                .filter(factor -> levelOf(factor) >= requested)
                .toList());
    }

    private int levelOf(Factor factor) {
        return settings.acrLevel(factor).orElse(Constants.NO_LOA);
    }

    private int requested() {
        return Math.max(requested(login.getClientNote(Constants.REQUESTED_LEVEL_OF_AUTHENTICATION)), minimum());
    }

    private boolean isEssential(int reached) {
        return Boolean.parseBoolean(login.getClientNote(Constants.FORCE_LEVEL_OF_AUTHENTICATION))
                || reached < minimum();
    }

    private static int requested(@Nullable String note) {
        return RequestedLevel.number(note).orElse(Constants.NO_LOA);
    }

    /**
     * The minimum level configured for the client, if a factor reaches it and the MFA step enforces. Keycloak itself requires it only of
     * logins that start at the login page, and not as essential.
     */
    private int minimum() {
        ClientModel client = login.getClient();
        String minimum = AcrUtils.getMinimumAcrValue(client);
        if (minimum == null || settings.mode() != MfaMode.ENFORCE) {
            return Constants.NO_LOA;
        }
        return RequestedLevel.of(client, minimum)
                .filter(level -> Arrays.stream(Factor.values()).anyMatch(factor -> levelOf(factor) >= level))
                .orElse(Constants.NO_LOA);
    }
}
