/** Verifies operation: databases, clusters, containers, outages, metrics, logs, uninstalling. */
package dev.gatehouse.it.operations;
