package dev.catchwater.fairlead.dns;

import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * How long answers of DNS are believed.
 *
 * @param types of addresses that are looked up, A, AAAA or both
 * @param minTtl a shorter TTL counts as this
 * @param maxTtl a longer TTL counts as this, also that of there being nothing
 * @param ahead the share of the TTL after which a name is looked up again, over 0 to 1
 * @param jitter up to this share of that time is left out, so that many clients do not ask together; 0 to under 1
 * @param retry the pause after a failed look-up, doubled for each in a row up to 30 s, with jitter
 * @param stale how long endpoints whose time is over are kept if look-ups fail (RFC 8767); that there are none is
 *     believed at once
 */
public record DnsPolicy(
        Set<DnsLookup.Type> types,
        Duration minTtl,
        Duration maxTtl,
        double ahead,
        double jitter,
        Duration retry,
        Duration stale) {
    /** A and AAAA; 1 s to 5 min; at four fifths, a tenth of jitter; 1 s; an hour. */
    public static final DnsPolicy DEFAULT = new DnsPolicy(
            Set.of(DnsLookup.Type.A, DnsLookup.Type.AAAA),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            0.8,
            0.1,
            Duration.ofSeconds(1),
            Duration.ofHours(1));

    private static final Duration MAX_RETRY = Duration.ofSeconds(30);

    public DnsPolicy {
        types = Set.copyOf(types);
        if (types.isEmpty() || types.contains(DnsLookup.Type.SRV)) {
            throw new IllegalArgumentException("addresses are of type A, AAAA or both");
        }
        if (minTtl.toMillis() < 1 || maxTtl.compareTo(minTtl) < 0 || maxTtl.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException("TTLs are clamped to positive, ordered times of a week at most");
        }
        if (!(ahead > 0 && ahead <= 1) || !(jitter >= 0 && jitter < 1) || retry.toMillis() < 1 || stale.isNegative()) {
            throw new IllegalArgumentException("shares are 0 to 1 and times are not negative");
        }
    }

    public DnsPolicy withTypes(Set<DnsLookup.Type> others) {
        return new DnsPolicy(others, minTtl, maxTtl, ahead, jitter, retry, stale);
    }

    public DnsPolicy withTtl(Duration least, Duration most) {
        return new DnsPolicy(types, least, most, ahead, jitter, retry, stale);
    }

    public DnsPolicy withStale(Duration other) {
        return new DnsPolicy(types, minTtl, maxTtl, ahead, jitter, retry, other);
    }

    Duration clamp(Duration ttl) {
        return ttl.compareTo(minTtl) < 0 ? minTtl : ttl.compareTo(maxTtl) > 0 ? maxTtl : ttl;
    }

    /** When to look up again what may be believed for so long. */
    Duration refresh(Duration ttl, RandomGenerator random) {
        return Duration.ofNanos((long) (ttl.toNanos() * ahead * (1 - jitter * random.nextDouble())));
    }

    /** The pause after so many failures in a row. */
    Duration pause(int failures, RandomGenerator random) {
        long nanos = Math.min(MAX_RETRY.toNanos(), retry.toNanos() << Math.min(failures - 1, 10));
        return Duration.ofNanos(nanos + random.nextLong(nanos / 4 + 1));
    }
}
