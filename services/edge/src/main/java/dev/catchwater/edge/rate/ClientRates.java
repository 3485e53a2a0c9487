package dev.catchwater.edge.rate;

import dev.catchwater.edge.route.RateLimit;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.random.RandomGenerator;

/**
 * The buckets of one route's clients, in a table that does not grow: {@value #SETS} sets of {@value Buckets#WAYS} for each family of
 * addresses, 1.3 MiB when all are used. A client's set is told by a secret, so that nobody can choose whom to share it with.
 *
 * <p>Whatever is forgotten, nobody gets more than the limit: see {@link Buckets}. The price is that one who is new in a set
 * whose clients are all busy begins with what the least busy one has left, not with a full burst.
 *
 * <p>A set's lock is held for the time of some comparisons, and event loops meet at it only where their clients share a set.
 */
public final class ClientRates implements Rates {
    private static final int SETS = 2_048;
    private static final long SECOND = 1_000_000_000L;

    private final RateLimit limit;
    private final long interval;
    private final AtomicReferenceArray<Buckets> v4;
    private final AtomicReferenceArray<Buckets> v6;
    private final long first;
    private final long second;

    /**
     * All buckets are full.
     *
     * @param dice for the secret
     */
    public ClientRates(RateLimit limit, RandomGenerator dice) {
        this(limit, SETS, dice);
    }

    /** @param sets a power of two */
    ClientRates(RateLimit limit, int sets, RandomGenerator dice) {
        this.limit = limit;
        // Rounded up: never more than was said.
        this.interval = (long) Math.ceil(SECOND / limit.perSecond());
        this.v4 = new AtomicReferenceArray<>(sets);
        this.v6 = new AtomicReferenceArray<>(sets);
        this.first = dice.nextLong();
        this.second = dice.nextLong();
    }

    /** What each client may do. */
    public RateLimit limit() {
        return limit;
    }

    @Override
    public long waitFor(byte[] client, long now) {
        return switch (client.length) {
            case 4 -> waitFor(v4, ByteBuffer.wrap(client).getInt(), now);
            // Who has one address of a network of 64 bits has all of them.
            case 16 -> waitFor(v6, ByteBuffer.wrap(client).getLong(), now);
            default -> waitFor(v4, 0, now);
        };
    }

    private long waitFor(AtomicReferenceArray<Buckets> family, long client, long now) {
        int set = (int) mixed(client) & (family.length() - 1);
        Buckets buckets = family.get(set);
        if (buckets == null) {
            Buckets fresh = new Buckets(now);
            Buckets other = family.compareAndExchange(set, null, fresh);
            buckets = other == null ? fresh : other;
        }
        return buckets.waitFor(client, now, interval, limit.burst());
    }

    private long mixed(long client) {
        long mixed = (client ^ first) * 0x9e3779b97f4a7c15L;
        mixed = ((mixed ^ (mixed >>> 32)) + second) * 0xd6e8feb86659fd93L;
        return mixed ^ (mixed >>> 32);
    }
}
