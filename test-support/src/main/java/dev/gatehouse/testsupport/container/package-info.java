/** Docker and docker compose, where there is an engine. */
package dev.gatehouse.testsupport.container;
