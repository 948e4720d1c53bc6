package dev.gatehouse.keycloak.grant;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.protocol.oidc.utils.AcrUtils;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The level of authentication that is requested of a login. */
public final class RequestedLevel {

    private RequestedLevel() {}

    /**
     * Requests a level as Keycloak's authorization endpoint does: the lowest of those asked for, and no less than the client's minimum. As
     * there, a class reference without a level asks for none.
     *
     * @param acrValues the class references asked for; empty to ask for no level
     */
    public static void request(AuthenticationSessionModel login, List<String> acrValues) {
        ClientModel client = login.getClient();
        AcrUtils.enforceMinimumAcr(acrValues, client).stream()
                .map(acr -> of(client, acr).orElse(Constants.MINIMUM_LOA))
                .min(Integer::compare)
                .ifPresent(level ->
                        login.setClientNote(Constants.REQUESTED_LEVEL_OF_AUTHENTICATION, Integer.toString(level)));
    }

    /** Requests the level that a client asks for by its settings. */
    public static void requestDefault(AuthenticationSessionModel login) {
        request(login, AcrUtils.getDefaultAcrValues(login.getClient()));
    }

    /** The level of a class reference that the client has mapped to one, or that is a number. */
    public static Optional<Integer> of(ClientModel client, String acr) {
        return Optional.ofNullable(AcrUtils.getAcrLoaMap(client).get(acr)).or(() -> number(acr));
    }

    /** Parses a level; empty for {@code null} and other text. */
    public static Optional<Integer> number(@Nullable String text) {
        try {
            return Optional.of(Integer.valueOf(text));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
