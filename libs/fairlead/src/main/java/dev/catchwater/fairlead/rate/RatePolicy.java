package dev.catchwater.fairlead.rate;

import dev.catchwater.fairlead.Attribute;
import java.time.Duration;
import java.util.Optional;

/**
 * How often attempts may be made. All limits that apply to an attempt are taken together or not at all.
 *
 * @param perClient over all attempts of the client
 * @param perOrigin over those to one origin
 * @param perKey over those with the same {@link RateKey} to one origin, unless the key has a limit of its own
 * @param learns whether what answers say about limits is heeded: for the key if the request has one, else for the origin
 * @param maxPause no answer stops anything for longer
 * @param sharing whether the limits are other processes' too
 * @param maxBuckets origins and keys that are counted at once; idle ones are forgotten, and with none idle a new one is
 *     turned away
 */
public record RatePolicy(
        Optional<RateLimit> perClient,
        Optional<RateLimit> perOrigin,
        Optional<RateLimit> perKey,
        boolean learns,
        Duration maxPause,
        Optional<Sharing> sharing,
        int maxBuckets) {
    /** What an attempt costs, in tokens; 0 waits for pauses alone. */
    public static final Attribute<Integer> COST = Attribute.of("rate-cost", 1);

    /** By what, besides its origin, an attempt is counted. */
    public static final Attribute<RateKey> KEY = Attribute.of("rate-key", RateKey.NONE);

    /** No limits, nothing learned. */
    public static final RatePolicy NONE = new RatePolicy(
            Optional.empty(), Optional.empty(), Optional.empty(), false, Duration.ofHours(1), Optional.empty(), 10_000);

    public RatePolicy {
        if (!maxPause.isPositive() || maxPause.compareTo(Duration.ofDays(366)) > 0 || maxBuckets < 1) {
            throw new IllegalArgumentException("a rate policy needs a pause of up to a year and room for a bucket");
        }
    }

    public RatePolicy withPerClient(RateLimit limit) {
        return new RatePolicy(Optional.of(limit), perOrigin, perKey, learns, maxPause, sharing, maxBuckets);
    }

    public RatePolicy withPerOrigin(RateLimit limit) {
        return new RatePolicy(perClient, Optional.of(limit), perKey, learns, maxPause, sharing, maxBuckets);
    }

    public RatePolicy withPerKey(RateLimit limit) {
        return new RatePolicy(perClient, perOrigin, Optional.of(limit), learns, maxPause, sharing, maxBuckets);
    }

    /** This policy, heeding what answers say. */
    public RatePolicy learning() {
        return new RatePolicy(perClient, perOrigin, perKey, true, maxPause, sharing, maxBuckets);
    }

    public RatePolicy withMaxPause(Duration longest) {
        return new RatePolicy(perClient, perOrigin, perKey, learns, longest, sharing, maxBuckets);
    }

    public RatePolicy withMaxBuckets(int most) {
        return new RatePolicy(perClient, perOrigin, perKey, learns, maxPause, sharing, most);
    }

    /** This policy, its limits shared with other processes; what is learned is not. */
    public RatePolicy withSharing(Sharing with) {
        return new RatePolicy(perClient, perOrigin, perKey, learns, maxPause, Optional.of(with), maxBuckets);
    }
}
