/** What a realm uses of Gatehouse: the gate, the access to apps, recovery. */
package dev.gatehouse.keycloak.realm;
