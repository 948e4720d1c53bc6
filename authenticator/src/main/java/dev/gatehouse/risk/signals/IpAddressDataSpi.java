package dev.gatehouse.risk.signals;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** Where Keycloak finds the databases of addresses. */
public final class IpAddressDataSpi implements Spi {

    @Override
    public boolean isInternal() {
        return false;
    }

    @Override
    public String getName() {
        return "gatehouse-address-data";
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return IpAddressDataProvider.class;
    }

    @Override
    public Class<? extends ProviderFactory<?>> getProviderFactoryClass() {
        return IpAddressDataProviderFactory.class;
    }
}
