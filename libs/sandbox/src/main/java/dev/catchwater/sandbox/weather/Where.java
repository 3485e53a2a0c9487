package dev.catchwater.sandbox.weather;

import org.jspecify.annotations.Nullable;

/** A position as a request names it. */
record Where(double latitude, double longitude) {

    /** Null if it is none. */
    static @Nullable Where of(@Nullable String latitude, @Nullable String longitude) {
        if (latitude == null || longitude == null || !number(latitude) || !number(longitude)) {
            return null;
        }
        double north = Double.parseDouble(latitude);
        double east = Double.parseDouble(longitude);
        return Math.abs(north) <= 90 && Math.abs(east) <= 180 ? new Where(north, east) : null;
    }

    private static boolean number(String text) {
        return text.matches("[-+]?\\d{1,3}(\\.\\d{1,10})?");
    }

    /** Decimals of a number as it was written. */
    static int decimals(String text) {
        int point = text.indexOf('.');
        return point < 0 ? 0 : text.length() - point - 1;
    }
}
