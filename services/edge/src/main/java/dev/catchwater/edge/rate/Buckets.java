package dev.catchwater.edge.rate;

import java.util.Arrays;

/**
 * Token buckets of a few clients, each one number by the generic cell rate algorithm (ITU-T I.371): the time at which the
 * bucket is full again.
 *
 * <p>A client that is not here takes over the bucket that is nearest to full, as it is (Space-Saving's rule for counters). So
 * of whoever was forgotten the bucket was, and is from then on, no emptier than any that is here: numbers only grow, and the
 * one taken over was the least. Coming back, it gets no token that its own bucket would not have had.
 */
final class Buckets {
    static final int WAYS = 16;

    private final long[] clients = new long[WAYS];
    private final long[] fullAt = new long[WAYS];

    /** All are full, of nobody. */
    Buckets(long now) {
        Arrays.fill(fullAt, now);
    }

    /** Takes a token if there is one, and tells how long until there is otherwise. Times are nanoseconds that may overflow. */
    synchronized long waitFor(long client, long now, long interval, int burst) {
        int slot = slot(client, now);
        long filling = Math.max(0, fullAt[slot] - now);
        long wait = filling - (burst - 1) * interval;
        if (wait > 0) {
            return wait;
        }
        clients[slot] = client;
        fullAt[slot] = now + filling + interval;
        return 0;
    }

    /** The client's own, or the one nearest to full. */
    private int slot(long client, long now) {
        int fullest = 0;
        for (int i = 0; i < WAYS; i++) {
            if (clients[i] == client) {
                return i;
            }
            if (fullAt[i] - now < fullAt[fullest] - now) {
                fullest = i;
            }
        }
        return fullest;
    }
}
