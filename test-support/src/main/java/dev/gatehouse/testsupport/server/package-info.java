/** Real Keycloak servers, alone or as a cluster, with what a test reads of them: log, metrics, database, clock. */
package dev.gatehouse.testsupport.server;
