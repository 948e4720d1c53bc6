package dev.gatehouse.admin.logins;

import org.jspecify.annotations.Nullable;

/**
 * What led to a decision.
 *
 * @param code the stable code, as in events
 * @param nats its contribution to the score, positive if suspicious; {@code null} for what challenges by itself
 * @param text in words
 */
public record LoginReason(String code, @Nullable Double nats, String text) {}
