/** The attacks of the security model, played against the shared server. */
package dev.gatehouse.it.attack;
