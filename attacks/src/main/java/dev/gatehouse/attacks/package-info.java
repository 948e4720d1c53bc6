/** Attacks as values, and the command that plays them against a running server. */
package dev.gatehouse.attacks;
