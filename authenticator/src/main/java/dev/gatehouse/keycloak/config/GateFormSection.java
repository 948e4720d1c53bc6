package dev.gatehouse.keycloak.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a feature that admins find at the gate, because the feature has no form of its own. A factory of the feature's event
 * listeners implements it, so that the gate need not know the feature.
 */
public interface GateFormSection extends SettingsForm {

    /** The place of the section in the form, from 1; the gate's own settings come first. */
    int position();

    /**
     * What is wrong with a configuration.
     *
     * @param config what the admin wants to save, all sections together; {@code null} for nothing
     * @return in words for an admin; empty if nothing is
     */
    List<String> problems(@Nullable Map<String, String> config);
}
