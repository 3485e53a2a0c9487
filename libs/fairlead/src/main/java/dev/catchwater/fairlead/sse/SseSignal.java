package dev.catchwater.fairlead.sse;

import java.time.Duration;

/** What a stream tells its reader. */
public sealed interface SseSignal permits SseEvent, SseSignal.Opened, SseSignal.Lost {
    /**
     * A connection stands. After the first, whoever reads a stream without ids has to fetch what came meanwhile.
     *
     * @param connection 1 for the first, counting up
     */
    record Opened(long connection) implements SseSignal {}

    /**
     * The connection is gone and will be made again.
     *
     * @param reason one sentence
     * @param retryIn how long until then
     */
    record Lost(String reason, Duration retryIn) implements SseSignal {}
}
