package dev.gatehouse.risk.model;

/**
 * A point on Earth.
 *
 * @param latitude degrees north of the equator, from -90 to 90
 * @param longitude degrees east of Greenwich, from -180 to 180
 */
public record Place(double latitude, double longitude) {

    private static final double EARTH_RADIUS_KM = 6371;

    public Place {
        if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException("no place on Earth: " + latitude + ", " + longitude);
        }
    }

    /** The great-circle distance to another place in kilometres (haversine formula). */
    public double kilometresTo(Place other) {
        double halfNorth = Math.toRadians(other.latitude - latitude) / 2;
        double halfEast = Math.toRadians(other.longitude - longitude) / 2;
        double haversine = Math.pow(Math.sin(halfNorth), 2)
                + Math.cos(Math.toRadians(latitude))
                        * Math.cos(Math.toRadians(other.latitude))
                        * Math.pow(Math.sin(halfEast), 2);
        return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(haversine)));
    }
}
