package dev.catchwater.weather.report;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A current value, with who told it and when it was so.
 *
 * @param observedAt null where the provider does not say
 * @param fetchedAt when we were told
 */
public record Told(
        double value,
        Provider provider,
        Observation.Origin origin,
        @Nullable String station,
        @Nullable Instant observedAt,
        Instant fetchedAt) {

    /** A station's word goes before a model's for so long. */
    private static final Duration RECENT = Duration.ofMinutes(100);

    /** Nothing older is shown as current. */
    private static final Duration CURRENT = Duration.ofHours(6);

    /** The best known value of each quantity: measured ones while they are recent, then the newest. */
    public static Map<Quantity, Told> best(List<Report> reports, Instant now) {
        Map<Quantity, Told> best = new EnumMap<>(Quantity.class);
        for (Report report : reports) {
            if (report.content() instanceof Content.Current(Observation observation)) {
                observation.values().forEach((quantity, value) -> {
                    Told told = new Told(
                            value,
                            report.provider(),
                            observation.origin(),
                            observation.station(),
                            observation.observedAt(),
                            report.fetchedAt());
                    if (told.since().plus(CURRENT).isAfter(now)) {
                        best.merge(quantity, told, (one, other) -> one.isBetterThan(other, now) ? one : other);
                    }
                });
            }
        }
        return best;
    }

    /** When it was so, or else when we were told, which is later. */
    public Instant since() {
        return observedAt == null ? fetchedAt : observedAt;
    }

    private boolean isBetterThan(Told other, Instant now) {
        int rank = Integer.compare(rank(now), other.rank(now));
        return rank != 0 ? rank > 0 : !since().isBefore(other.since());
    }

    private int rank(Instant now) {
        boolean recent = observedAt != null && observedAt.plus(RECENT).isAfter(now);
        return origin == Observation.Origin.STATION && recent ? 2 : observedAt != null ? 1 : 0;
    }
}
