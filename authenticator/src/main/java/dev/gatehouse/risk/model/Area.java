package dev.gatehouse.risk.model;

/**
 * A circular area of the Earth's surface.
 *
 * @param centre the centre
 * @param radiusKm the distance from the centre to the farthest point, in kilometres
 */
record Area(Place centre, double radiusKm) {

    /** The shortest possible distance between the two areas in kilometres; 0 if they touch. */
    double kilometresTo(Area other) {
        return Math.max(0, centre.kilometresTo(other.centre) - radiusKm - other.radiusKm);
    }
}
