/** Situations in which users recover a password, played in Keycloak alone and with Gatehouse. */
package dev.gatehouse.it.recovery.situations;
