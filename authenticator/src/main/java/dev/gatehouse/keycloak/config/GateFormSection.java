package dev.gatehouse.keycloak.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a feature in the form of the gate, because the feature has no form of its own. An event listener factory of the feature
 * implements it, so that the gate does not depend on the feature.
 */
public interface GateFormSection extends SettingsForm {

    /** The position of the section in the form, from 1; the gate's own settings come first. */
    int position();

    /**
     * Validates a configuration.
     *
     * @param config what the administrator wants to save, all sections together; {@code null} for nothing
     * @return the problems in words for an administrator; empty if valid
     */
    List<String> problems(@Nullable Map<String, String> config);
}
