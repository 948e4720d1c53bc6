package dev.gatehouse.keycloak.page;

import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.forms.login.freemarker.FreeMarkerLoginFormsProviderFactory;
import org.keycloak.models.KeycloakSession;

/** Creates {@link LeadingForms} under the id of Keycloak's own pages. */
public final class LeadingFormsFactory extends FreeMarkerLoginFormsProviderFactory {

    @Override
    public int order() {
        // Above Keycloak's own, which is 0.
        return 10;
    }

    @Override
    public LoginFormsProvider create(KeycloakSession session) {
        return new LeadingForms(session);
    }
}
