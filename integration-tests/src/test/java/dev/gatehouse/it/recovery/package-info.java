/** Forgotten and changed passwords, "This was not me", and support. */
package dev.gatehouse.it.recovery;
