package dev.gatehouse.risk.signals;

import dev.gatehouse.keycloak.config.MovedOptions;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderFactory;

/** Opens the databases of addresses when the server starts, and keeps them for as long as it runs. */
public final class IpAddressDataProviderFactory implements ProviderFactory<IpAddressDataProvider> {

    /** The server's options {@code --spi-gatehouse-address-data--default--…}. */
    static final String COUNTRY_DATABASE = "country-database";

    static final String ASN_DATABASE = "asn-database";
    static final String NETWORK_LIST = "network-list";

    /** Where the options were before, under the same names: {@code --spi-authenticator--gatehouse-adaptive-mfa--…}. */
    private static final String FORMER_SPI = "authenticator";

    private static final String FORMER_PROVIDER = "gatehouse-adaptive-mfa";

    private IpAddressData addresses;

    @Override
    public String getId() {
        return "default";
    }

    @Override
    public IpAddressDataProvider create(KeycloakSession session) {
        return () -> addresses;
    }

    @Override
    public void init(Config.Scope config) {
        MovedOptions options = new MovedOptions(config, Config.scope(FORMER_SPI, FORMER_PROVIDER));
        addresses =
                IpAddressData.open(options.get(COUNTRY_DATABASE), options.get(ASN_DATABASE), options.get(NETWORK_LIST));
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // nothing to do
    }

    @Override
    public void close() {
        // holds nothing that must be closed
    }
}
