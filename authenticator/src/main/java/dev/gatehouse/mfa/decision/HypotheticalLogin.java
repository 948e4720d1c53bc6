package dev.gatehouse.mfa.decision;

import dev.gatehouse.risk.model.DeviceRecognition;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * A login that does not take place.
 *
 * @param realm the realm
 * @param user who would sign in
 * @param client the client to sign in to
 * @param address an IP address
 * @param userAgent the header {@code User-Agent}; empty if the client would send none
 * @param device how the device would be recognised
 * @param isProvenOnDevice whether a second factor was proven on the device recently enough for privileged users; counts only if it is known
 * @param firstFactor {@link FirstFactor.Local} or {@link FirstFactor.Brokered}
 * @param isDirectGrant whether an app would send the password itself; not together with a provider
 * @param acr the level of authentication that the app would request, a class reference or a number; empty for the client's default
 */
public record HypotheticalLogin(
        RealmModel realm,
        UserModel user,
        ClientModel client,
        String address,
        Optional<String> userAgent,
        DeviceRecognition device,
        boolean isProvenOnDevice,
        FirstFactor firstFactor,
        boolean isDirectGrant,
        Optional<String> acr) {

    /** The identity provider through which the user would arrive; empty if through none. */
    Optional<String> provider() {
        return switch (firstFactor.kind()) {
            case BROKERED -> Optional.of(((FirstFactor.Brokered) firstFactor).alias());
            case LOCAL, PASSKEY, RECOVERED -> Optional.empty();
        };
    }
}
