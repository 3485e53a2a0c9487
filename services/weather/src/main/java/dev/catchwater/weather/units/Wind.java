package dev.catchwater.weather.units;

/**
 * Wind as speed in m/s and the direction that it comes from, in degrees clockwise from north. Directions are averaged as
 * vectors, never as numbers: between 350° and 10° lies north.
 */
public record Wind(double speed, double from) {

    private static final double[] BEAUFORT = {0.3, 1.6, 3.4, 5.5, 8.0, 10.8, 13.9, 17.2, 20.8, 24.5, 28.5, 32.7};

    /** Of its components: {@code u} to the east, {@code v} to the north. */
    public static Wind of(double u, double v) {
        double from = Math.toDegrees(Math.atan2(-u, -v));
        return new Wind(Math.hypot(u, v), from < 0 ? from + 360 : from);
    }

    /** The part that goes east. */
    public double u() {
        return -speed * Math.sin(Math.toRadians(from));
    }

    /** The part that goes north. */
    public double v() {
        return -speed * Math.cos(Math.toRadians(from));
    }

    /** The Beaufort number, 0 to 12. */
    public static int beaufort(double speed) {
        int force = 0;
        while (force < BEAUFORT.length && speed >= BEAUFORT[force]) {
            force++;
        }
        return force;
    }
}
