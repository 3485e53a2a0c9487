package dev.catchwater.fairlead.rate;

import dev.catchwater.fairlead.rate.LeaseSource.Ask;
import dev.catchwater.fairlead.rate.LeaseSource.Lease;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that are leased. Leases double while they are used up before they end, and shrink while they are not; while the
 * source is away, a share that is safe without it.
 */
final class SharedTokens implements Tokens {
    private final String name;
    private final RateLimit limit;
    private final Sharing sharing;
    private final Consumer<SharedTokens> wants;
    private final @Nullable Gcra share;
    private final int most;
    private int size = 1;
    private long held;
    private long heldUntil;
    private int wanted;
    private boolean asking;
    private long askedAt;
    private int asks;
    private long nextAt;
    private long awayUntil;
    private boolean leasing;

    /**
     * Leased tokens.
     *
     * @param wants hears that there is something to {@link #ask}
     */
    SharedTokens(String name, RateLimit limit, Sharing sharing, Consumer<SharedTokens> wants) {
        this.name = name;
        this.limit = limit;
        this.sharing = sharing;
        this.wants = wants;
        this.share = sharing.parts() <= limit.burst() ? new Gcra(limit.share(sharing.parts())) : null;
        this.most = Math.min(limit.burst(), sharing.maxLease());
    }

    @Override
    public long waitFor(long cost, long now) {
        if (asking && now - askedAt >= sharing.patience().toNanos()) {
            failed(asks, now);
        }
        if (now < awayUntil) {
            return share == null ? awayUntil - now : share.waitFor(cost, now);
        }
        if (heldUntil > now && held >= cost) {
            return 0;
        }
        if (asking) {
            return askedAt + sharing.patience().toNanos() - now;
        }
        if (nextAt > now) {
            return nextAt - now;
        }
        if (wanted == 0) {
            wants.accept(this);
        }
        wanted = Math.max(wanted, (int) Math.min(cost, limit.burst()));
        return sharing.patience().toNanos();
    }

    @Override
    public long knownWait(long cost, long now) {
        long wait = waitFor(cost, now);
        boolean underWay = now >= awayUntil && nextAt <= now;
        return underWay ? 0 : wait;
    }

    /** What to ask the source for. It is expected to be {@link #leased} or to have {@link #failed}. */
    Ask ask(Instant time, long now) {
        if (heldUntil > now) {
            size = Math.min(most, size * 2);
        } else if (held > size / 2) {
            size = Math.max(1, size / 2);
        }
        int tokens = Math.max(size, wanted);
        wanted = 0;
        asking = true;
        askedAt = now;
        asks++;
        return new Ask(name, limit, tokens, time);
    }

    /** The number of the last {@link #ask}: an answer to an earlier one comes too late. */
    int asks() {
        return asks;
    }

    void leased(int number, Lease lease, long now) {
        if (!asking || number != asks) {
            return;
        }
        asking = false;
        leasing = true;
        nextAt = now + lease.nextIn().toNanos();
        if (lease.tokens() > 0) {
            held = lease.tokens();
            heldUntil = now + lease.validFor().toNanos();
        }
    }

    void failed(int number, long now) {
        if (asking && number == asks) {
            asking = false;
            held = 0;
            awayUntil = now + sharing.away().toNanos();
            if (leasing && share != null) {
                // What leases granted until now counts too: the share brings no burst of its own.
                share.empty(now);
            }
            leasing = false;
        }
    }

    @Override
    public void take(int cost, long now) {
        if (now >= awayUntil) {
            held -= cost;
        } else if (share != null) {
            share.take(cost, now);
        }
    }

    @Override
    public boolean isFresh(long now) {
        return !asking
                && wanted == 0
                && (held == 0 || heldUntil <= now)
                && nextAt <= now
                && awayUntil <= now
                && (share == null || share.isFresh(now));
    }

    @Override
    public long most() {
        return limit.burst();
    }
}
