package dev.catchwater.fairlead.websocket;

import dev.catchwater.fairlead.Backoff;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Recovery;
import dev.catchwater.fairlead.Timers;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** After how long a lost connection is made again. */
final class Reconnecting {
    /** Longer than this no peer can send us away. */
    private static final Duration MAX_ASKED = Duration.ofHours(1);

    private final WebSocketPolicy.Reconnection policy;
    private final Timers timers;
    private final Backoff backoff;
    private int failures;
    private long sinceNanos;
    private boolean stands;

    Reconnecting(WebSocketPolicy.Reconnection policy, Timers timers, RandomGenerator random) {
        this.policy = policy;
        this.timers = timers;
        this.backoff = new Backoff(policy.first(), policy.max(), random);
    }

    void connected() {
        stands = true;
        sinceNanos = timers.nanos();
    }

    /** The pause after this failure. */
    Duration pauseAfter(HttpFailure failure) {
        if (stands && timers.nanos() - sinceNanos >= policy.steady().toNanos()) {
            failures = 0;
        }
        stands = false;
        failures++;
        Duration asked = Recovery.asked(failure, timers.instant());
        return backoff.delay(failures).plus(asked.compareTo(MAX_ASKED) > 0 ? MAX_ASKED : asked);
    }
}
