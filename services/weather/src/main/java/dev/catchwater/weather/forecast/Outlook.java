package dev.catchwater.weather.forecast;

import java.time.Instant;
import java.util.Map;

/**
 * Forecasts for one place that were set down together and of which it can be known at one moment what came.
 *
 * @param issued when they were set down, on the hour
 * @param valid what they are about: an instant, or the hour that begins then
 * @param known about when it is told what came: at that instant, or once that hour is over
 */
public record Outlook(String place, Instant issued, Instant valid, Instant known, Map<SiteKey, Issued> forecasts) {

    /** Copies. */
    public Outlook {
        forecasts = Map.copyOf(forecasts);
    }

    /** What tells it from others. */
    public Id id() {
        return new Id(place, issued, known);
    }

    /** What tells outlooks apart. */
    public record Id(String place, Instant issued, Instant known) {}
}
