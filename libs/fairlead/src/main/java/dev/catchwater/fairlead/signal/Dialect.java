package dev.catchwater.fairlead.signal;

import dev.catchwater.fairlead.Headers;
import java.time.Instant;
import java.util.Optional;

/** One way of telling a limit in header fields. What it cannot read counts as not said. */
@FunctionalInterface
interface Dialect {
    /**
     * What the fields say.
     *
     * @param now the clock that instants are measured from: the server's, as far as it is known
     */
    Optional<RateSignal> read(Headers headers, Instant now);
}
