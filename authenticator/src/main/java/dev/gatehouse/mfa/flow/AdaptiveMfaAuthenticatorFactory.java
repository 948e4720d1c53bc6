package dev.gatehouse.mfa.flow;

import dev.gatehouse.mfa.decision.AdaptiveMfaService;
import dev.gatehouse.risk.signals.AddressData;
import dev.gatehouse.risk.signals.AddressDataOwner;
import org.keycloak.Config;
import org.keycloak.authentication.AuthenticationFlowCallbackFactory;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;

/** The door of the browser flow and of flows after an identity provider. */
public final class AdaptiveMfaAuthenticatorFactory extends AbstractMfaAuthenticatorFactory implements AddressDataOwner, AuthenticationFlowCallbackFactory {

    static final String ID = AdaptiveMfaService.IN_BROWSER;

    private static final String COUNTRY_DATABASE_OPTION = "country-database";
    private static final String ASN_DATABASE_OPTION = "asn-database";
    private static final String NETWORK_LIST_OPTION = "network-list";

    private AddressData addresses;

    /** What this server knows of addresses, opened once and used behind every door. */
    static AddressData addresses(KeycloakSession session) {
        return ((AdaptiveMfaAuthenticatorFactory) session.getKeycloakSessionFactory().getProviderFactory(Authenticator.class, ID)).addresses;
    }

    @Override
    public AddressData addresses() {
        return addresses;
    }

    @Override
    public void init(Config.Scope config) {
        addresses = AddressData.open(config.get(COUNTRY_DATABASE_OPTION), config.get(ASN_DATABASE_OPTION), config.get(NETWORK_LIST_OPTION));
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Authenticator create(KeycloakSession session) {
        return new AdaptiveMfaAuthenticator(this, session);
    }

    @Override
    public String getDisplayType() {
        return "Gatehouse: security code for suspicious logins";
    }

    @Override
    public String getHelpText() {
        return "Challenges suspicious logins for a second factor: the strongest that the user has, otherwise a security code by email. Place it after the password step as REQUIRED.";
    }
}
