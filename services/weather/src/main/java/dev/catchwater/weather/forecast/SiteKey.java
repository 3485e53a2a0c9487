package dev.catchwater.weather.forecast;

import dev.catchwater.weather.report.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What experience is kept apart for: a quantity, how far ahead, and the time of day, since biases follow the sun.
 *
 * @param band index into {@link #LEADS}
 * @param slot quarter of the UTC day
 */
public record SiteKey(String place, Quantity quantity, int band, int slot) {

    /** The place that stands for all: what is learned anywhere is learned for it as well. */
    public static final String ANYWHERE = "*";

    /** The lead that each band is verified at, in hours. */
    public static final List<Integer> LEADS = List.of(3, 12, 36, 72, 120);

    private static final List<Integer> ENDS = List.of(6, 24, 48, 96);

    /** The key of a forecast. */
    public static SiteKey of(String place, Quantity quantity, Instant issued, Instant valid) {
        long hours = Duration.between(issued, valid).toHours();
        int band = 0;
        while (band < ENDS.size() && hours >= ENDS.get(band)) {
            band++;
        }
        return new SiteKey(place, quantity, band, valid.atOffset(ZoneOffset.UTC).getHour() / 6);
    }

    /** The same, of all places. */
    public SiteKey anywhere() {
        return new SiteKey(ANYWHERE, quantity, band, slot);
    }
}
