/** Stores each user's {@link dev.gatehouse.risk.model.Profile} in one row of a separate table. */
package dev.gatehouse.risk.profile;
