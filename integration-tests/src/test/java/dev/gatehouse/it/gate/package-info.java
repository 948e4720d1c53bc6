/** No login gets round the gate: flows, providers, required actions and grants. */
package dev.gatehouse.it.gate;
