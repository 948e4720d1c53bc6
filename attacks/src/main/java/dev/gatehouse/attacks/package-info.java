/** Attacks as values, and the command that runs them against a server. */
package dev.gatehouse.attacks;
