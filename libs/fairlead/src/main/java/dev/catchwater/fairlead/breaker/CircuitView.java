package dev.catchwater.fairlead.breaker;

import dev.catchwater.fairlead.CircuitState;
import java.time.Instant;
import java.util.Optional;

/**
 * A circuit as it was when it was looked at.
 *
 * @param origin scheme, host and port
 * @param retryAt when an open one will let a probe through
 * @param calls those of the last window while it is closed, 0 otherwise
 * @param failures those of them that failed
 * @param slow those of them whose answers were slow
 */
public record CircuitView(
        String origin, CircuitState state, Optional<Instant> retryAt, int calls, int failures, int slow) {

    static CircuitView of(String origin, Circuit circuit, long now) {
        Phase phase = circuit.phase();
        Window.Counts counts = phase instanceof Phase.Closed closed ? closed.window.counts(now) : Window.Counts.NONE;
        return new CircuitView(
                origin,
                phase.state(),
                phase instanceof Phase.Open open ? Optional.of(open.retryAt()) : Optional.empty(),
                counts.calls(),
                counts.failures(),
                counts.slow());
    }
}
