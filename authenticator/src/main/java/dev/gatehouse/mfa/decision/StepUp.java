package dev.gatehouse.mfa.decision;

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
 * What an app demands of the level of a login (step-up authentication), and whether the login has it. An app demands a level by
 * {@code acr_values} or the claim {@code acr} (OpenID Connect Core 5.5.1.1), by SAML where Keycloak reads it from the request, or by
 * the settings of its client.
 */
public final class StepUp {

    private final KeycloakSession session;
    private final AuthenticationSessionModel login;
    private final MfaSettings settings;
    private final AuthenticationLevels levels;

    /** How a login stands to the level that is demanded of it. */
    public enum State {
        /** It has it, or none is demanded, or what cannot be had is not essential. */
        MET,
        /** It has not, and the person can prove a factor that is worth it. */
        TO_PROVE,
        /** It has not and will not, and it is essential. */
        OUT_OF_REACH
    }

    StepUp(KeycloakSession session, AuthenticationSessionModel login, MfaSettings settings) {
        this.session = session;
        this.login = login;
        this.settings = settings;
        this.levels = new AuthenticationLevels(session, login);
    }

    /** By the settings of the realm's browser flow. */
    public static StepUp of(KeycloakSession session, AuthenticationSessionModel login) {
        return new StepUp(session, login, new MfaSettingsResolver(session, login.getRealm()).ofBrowserFlow());
    }

    /** How the login of this user stands. */
    public State state(UserModel user) {
        int demanded = requested();
        if (demanded <= AuthenticationLevels.OF_FIRST_FACTOR || levels.reached(user) >= demanded) {
            return State.MET;
        }
        boolean canBeProven = switch (settings.modeInForce()) {
            case ENFORCE -> !able(EmailFactorOverride.factors(session, login.getRealm(), user, settings)).isEmpty();
            case OFF, OBSERVE -> false;
        };
        if (canBeProven) {
            return State.TO_PROVE;
        }
        return isEssential(levels.reached(user)) ? State.OUT_OF_REACH : State.MET;
    }

    /** Whether the login has the level without which the app does not want it. */
    public boolean hasEssential(UserModel user) {
        int demanded = requested();
        return demanded <= AuthenticationLevels.OF_FIRST_FACTOR || levels.reached(user) >= demanded || !isEssential(levels.reached(user));
    }

    /** Whether a level is demanded that one of these factors is worth and that the login has not reached, whatever the mode. */
    boolean isOwed(UserModel user, Supplier<AvailableFactors> offered) {
        int demanded = requested();
        return demanded > AuthenticationLevels.OF_FIRST_FACTOR && levels.reached(user) < demanded && !able(offered.get()).isEmpty();
    }

    /** Whether a proof that is worth this level is worth what is demanded. */
    boolean isEnough(Optional<Integer> level) {
        return level.orElse(Constants.NO_LOA) >= requested();
    }

    /** Those of these factors that are worth the level that is demanded. */
    AvailableFactors able(AvailableFactors offered) {
        int demanded = requested();
        return offered.among(Arrays.stream(Factor.values()).filter(factor -> worth(factor) >= demanded).toList());
    }

    private int worth(Factor factor) {
        return settings.acrLevel(factor).orElse(Constants.NO_LOA);
    }

    private int requested() {
        return Math.max(requested(login.getClientNote(Constants.REQUESTED_LEVEL_OF_AUTHENTICATION)), minimum());
    }

    private boolean isEssential(int reached) {
        return Boolean.parseBoolean(login.getClientNote(Constants.FORCE_LEVEL_OF_AUTHENTICATION)) || reached < minimum();
    }

    private static int requested(@Nullable String note) {
        return AuthenticationLevels.number(note).orElse(Constants.NO_LOA);
    }

    /**
     * The least that the client is set to accept, where a factor is worth it and the second step enforces. Keycloak demands it of logins that begin at
     * the login page only, and as if it were a wish.
     */
    private int minimum() {
        ClientModel client = login.getClient();
        String minimum = AcrUtils.getMinimumAcrValue(client);
        if (minimum == null || settings.modeInForce() != Mode.ENFORCE) {
            return Constants.NO_LOA;
        }
        return Optional.ofNullable(AcrUtils.getAcrLoaMap(client).get(minimum)).or(() -> AuthenticationLevels.number(minimum))
                .filter(level -> Arrays.stream(Factor.values()).anyMatch(factor -> worth(factor) >= level))
                .orElse(Constants.NO_LOA);
    }
}
