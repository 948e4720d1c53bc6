/** What all nodes of a cluster share and forget by themselves, and limits that are counted there. */
package dev.gatehouse.keycloak.store;
