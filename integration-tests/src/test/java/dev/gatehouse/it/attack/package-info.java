/** The attacks of the security model, run against the shared server. */
package dev.gatehouse.it.attack;
