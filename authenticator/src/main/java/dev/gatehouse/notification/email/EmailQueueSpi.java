package dev.gatehouse.notification.email;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** The SPI of the email queue. */
public final class EmailQueueSpi implements Spi {

    @Override
    public boolean isInternal() {
        return false;
    }

    @Override
    public String getName() {
        return "gatehouse-email";
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return EmailQueueProvider.class;
    }

    @Override
    public Class<? extends ProviderFactory<?>> getProviderFactoryClass() {
        return EmailQueueProviderFactory.class;
    }
}
