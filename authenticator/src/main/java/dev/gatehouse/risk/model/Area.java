package dev.gatehouse.risk.model;

/**
 * A part of the Earth's surface.
 *
 * @param centre its middle
 * @param radiusKm from there to its farthest point, in kilometres
 */
record Area(Place centre, double radiusKm) {

    /** The least that somebody must have travelled from one to the other, 0 if they touch. */
    double kilometresTo(Area other) {
        return Math.max(0, centre.kilometresTo(other.centre) - radiusKm - other.radiusKm);
    }
}
