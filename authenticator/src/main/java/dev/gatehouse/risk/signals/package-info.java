/**
 * Extracts the {@link dev.gatehouse.risk.model.LoginAttempt} signals of a request. Everything read here is sent by the client or
 * its network and may be forged.
 */
package dev.gatehouse.risk.signals;
