package dev.gatehouse.keycloak.config;

import java.util.List;
import java.util.Map;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * Settings of a feature that admins find at the gate, because the feature has no form of its own. A factory of the feature's event
 * listeners implements it, so that the gate need not know the feature.
 */
public interface GateFormSection {

    /** The place of the section in the form, from 1; the gate's own settings come first. */
    int position();

    /** The settings, in the order of the form. */
    List<ProviderConfigProperty> properties();

    /**
     * What is wrong with a configuration.
     *
     * @param config what the admin wants to save, all sections together; {@code null} for nothing
     * @return in words for an admin; empty if nothing is
     */
    List<String> problems(Map<String, String> config);
}
