package dev.catchwater.weather.place;

import java.util.Optional;

/** A point on the earth, WGS 84, in degrees. */
public record Position(double latitude, double longitude) {

    private static final double EARTH_METRES = 6_371_008.8;

    /** Checks the ranges. */
    public Position {
        if (!(latitude >= -90 && latitude <= 90) || !(longitude >= -180 && longitude <= 180)) {
            throw new IllegalArgumentException("no position on the earth: " + latitude + ", " + longitude);
        }
    }

    /** With a longitude of less than once more around, as shapes across the 180th meridian have; empty for any other. */
    public static Optional<Position> of(double latitude, double longitude) {
        double wrapped = longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude;
        return Math.abs(latitude) <= 90 && Math.abs(longitude) < 360
                ? Optional.of(new Position(latitude, wrapped))
                : Optional.empty();
    }

    /** Great-circle distance in metres. */
    public double distance(Position other) {
        double north = Math.toRadians(other.latitude - latitude) / 2;
        double east = Math.toRadians(other.longitude - longitude) / 2;
        double a = Math.pow(Math.sin(north), 2)
                + Math.cos(Math.toRadians(latitude))
                        * Math.cos(Math.toRadians(other.latitude))
                        * Math.pow(Math.sin(east), 2);
        return 2 * EARTH_METRES * Math.asin(Math.sqrt(Math.min(1, a)));
    }
}
