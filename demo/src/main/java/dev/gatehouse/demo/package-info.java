/** The demo command: Keycloak with the bundle and the reference realm, an inbox, and a page that plays the three apps. */
package dev.gatehouse.demo;
