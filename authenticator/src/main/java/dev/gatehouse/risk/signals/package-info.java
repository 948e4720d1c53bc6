/** Turns a request into a {@link dev.gatehouse.risk.model.LoginAttempt}. Everything read here is told by the client or its network and may be a lie. */
package dev.gatehouse.risk.signals;
