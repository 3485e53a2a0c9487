package dev.catchwater.weather.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The tracks of all forecasters, of a place or of a whole region. Bounded by the number of forecasters; learning takes the
 * same time however long the past is.
 *
 * @param blend the track of what we said ourselves
 * @param at when it last learned
 */
public record Tracks(Map<String, Track> members, Track blend, Instant at) {

    private static final double DAY = Duration.ofDays(1).toMillis();

    /** Copies the map. */
    public Tracks {
        members = Map.copyOf(members);
    }

    /** Nothing known. */
    public static Tracks none() {
        return new Tracks(Map.of(), Track.NONE, Instant.EPOCH);
    }

    Track of(String forecaster) {
        return members.getOrDefault(forecaster, Track.NONE);
    }

    /** What is known once it was observed what a forecast was about. */
    Tracks learned(Issued issued, double observed, Instant now, double halfLifeDays) {
        double days = Math.max(0, Duration.between(at, now).toMillis() / DAY);
        double kept = Math.pow(0.5, days / halfLifeDays);
        Map<String, Track> next = new HashMap<>();
        members.forEach((name, track) -> next.put(name, track.aged(kept)));
        Family family = issued.family();
        issued.members().forEach((name, value) -> {
            double error = family.residual(observed, value);
            double corrected =
                    family.residual(observed, issued.blend().corrected().getOrDefault(name, value));
            next.merge(name, Track.NONE.learned(error, corrected), (track, first) -> track.learned(error, corrected));
        });
        double miss = family.residual(observed, issued.blend().centre());
        return new Tracks(next, blend.aged(kept).learned(miss, miss), now.isAfter(at) ? now : at);
    }
}
