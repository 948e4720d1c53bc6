/** Unpacks, starts and stops a real Keycloak as a child process. The integration tests use it too. */
package dev.gatehouse.demo.keycloak;
