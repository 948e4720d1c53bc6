package dev.gatehouse.risk.model;

import java.time.Duration;
import java.time.Instant;

/**
 * Decay without touching what was counted before: a later event weighs more, and whoever reads divides by the weight of now (Cormode,
 * Shkapenyuk, Srivastava and Xu, "Forward Decay: A Practical Time Decay Model for Streaming Systems", ICDE 2009). So events may come
 * in any order, and the sums of two nodes add up.
 */
final class ForwardDecay {

    /** Where weights are 1. Part of what is stored: it must never change. */
    private static final Instant LANDMARK = Instant.parse("2026-01-01T00:00:00Z");

    /** Weights stay numbers: at a half-life of 30 days this is 41 years. */
    private static final double MOST_HALF_LIVES = 500;

    private final double halfLifeSeconds;

    ForwardDecay(Duration halfLife) {
        this.halfLifeSeconds = halfLife.toSeconds();
    }

    /** What an event at this time weighs, above 0 and finite. */
    double weight(Instant time) {
        double halfLives = Duration.between(LANDMARK, time).toSeconds() / halfLifeSeconds;
        return Math.pow(2, Math.max(-MOST_HALF_LIVES, Math.min(MOST_HALF_LIVES, halfLives)));
    }
}
