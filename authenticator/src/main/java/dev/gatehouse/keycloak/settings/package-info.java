/** The settings in force: what was saved, with what is invalid replaced by what was valid last, for all nodes of a cluster. */
@NullMarked
package dev.gatehouse.keycloak.settings;

import org.jspecify.annotations.NullMarked;
