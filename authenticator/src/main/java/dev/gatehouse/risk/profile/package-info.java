/** Keeps each user's {@link dev.gatehouse.risk.model.Profile} in one row of a table of its own. */
package dev.gatehouse.risk.profile;
