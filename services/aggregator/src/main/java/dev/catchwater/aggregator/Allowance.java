package dev.catchwater.aggregator;

import io.smallrye.mutiny.Uni;

/**
 * What one visit to a source may hold in memory of what strangers send: a little without asking, more only while few
 * others do. Whoever reads a body takes an allowance for its bytes before asking for further ones; what was taken comes
 * back when the visit has ended, so that the parsed posts count as long as they are held.
 */
@FunctionalInterface
public interface Allowance {

    /**
     * Takes room for so many bytes more, when there is some. Fails with {@link SourceFailure.TooLarge} if one visit may
     * not hold that much, and with {@link SourceFailure.Busy} if too many wait already.
     */
    Uni<Void> take(int bytes);
}
