package dev.catchwater.fairlead.rate;

import dev.catchwater.fairlead.rate.LeaseSource.Ask;
import dev.catchwater.fairlead.rate.LeaseSource.Lease;
import io.smallrye.mutiny.Uni;

/** A lease to be asked for, outside of any lock; what comes of it is told within the lock again. */
public final class Asking {
    private final SharedTokens tokens;
    private final LeaseSource source;
    private final Ask ask;
    private final int number;

    Asking(SharedTokens tokens, LeaseSource source, Ask ask) {
        this.tokens = tokens;
        this.source = source;
        this.ask = ask;
        this.number = tokens.asks();
    }

    /** Asks. Lazy. */
    public Uni<Lease> lease() {
        return Uni.createFrom().deferred(() -> source.lease(ask));
    }

    public void leased(Lease lease, long now) {
        tokens.leased(number, lease, now);
    }

    public void failed(long now) {
        tokens.failed(number, now);
    }
}
