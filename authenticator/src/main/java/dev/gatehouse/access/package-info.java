/** Decides which users may enter which app, at every login and every token issuance. */
package dev.gatehouse.access;
