/** Verifies that no login bypasses the gate: flows, providers, required actions and grants. */
package dev.gatehouse.it.gate;
