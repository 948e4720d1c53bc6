package dev.gatehouse.keycloak.locale;

import org.keycloak.locale.DefaultLocaleSelectorProviderFactory;
import org.keycloak.locale.LocaleSelectorProvider;
import org.keycloak.models.KeycloakSession;

/** Replaces Keycloak's selection of the language; an operator's {@code spi-locale-selector--provider} counts before it. */
public final class NearestLocaleSelectorFactory extends DefaultLocaleSelectorProviderFactory {

    @Override
    public LocaleSelectorProvider create(KeycloakSession session) {
        return new NearestLocaleSelector(session);
    }

    @Override
    public String getId() {
        return "gatehouse";
    }

    /** Before Keycloak's, which has 0. */
    @Override
    public int order() {
        return 1;
    }
}
