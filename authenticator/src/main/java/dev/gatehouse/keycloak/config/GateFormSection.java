package dev.gatehouse.keycloak.config;

/**
 * Settings of a feature in the form of the gate, because the feature has no form of its own. An event listener factory of the feature
 * implements it, so that the gate does not depend on the feature.
 */
public interface GateFormSection extends SettingsForm {

    /** The position of the section in the form, from 1; the gate's own settings come first. */
    int position();
}
