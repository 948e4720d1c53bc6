/** Turns a request into a {@link dev.gatehouse.risk.LoginAttempt}. Everything read here is told by the client or its network and may be a lie. */
package dev.gatehouse.signals;
