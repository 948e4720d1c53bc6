package dev.gatehouse.risk.model;

import java.time.Duration;
import java.time.Instant;

/**
 * Decays weights without touching stored ones: later events get a higher weight, and readers divide by the current weight (Cormode,
 * Shkapenyuk, Srivastava and Xu, "Forward Decay: A Practical Time Decay Model for Streaming Systems", ICDE 2009). Events may
 * therefore arrive in any order, and the sums of two nodes can be added.
 */
final class ForwardDecay {

    /** The time at which a weight is 1. Stored sums depend on it, so it must never change. */
    private static final Instant LANDMARK = Instant.parse("2026-01-01T00:00:00Z");

    /** Keeps weights finite: with a half-life of 30 days this is 41 years. */
    private static final double MOST_HALF_LIVES = 500;

    private final double halfLifeSeconds;

    ForwardDecay(Duration halfLife) {
        this.halfLifeSeconds = halfLife.toSeconds();
    }

    /** The weight of an event at this time; above 0 and finite. */
    double weight(Instant time) {
        double halfLives = Duration.between(LANDMARK, time).toSeconds() / halfLifeSeconds;
        return Math.pow(2, Math.max(-MOST_HALF_LIVES, Math.min(MOST_HALF_LIVES, halfLives)));
    }
}
