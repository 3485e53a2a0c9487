package dev.catchwater.prices;

import java.time.Instant;

/**
 * The turn at a host: one has it at a time, over all processes.
 *
 * @param fence tells it from the turns before and after
 * @param page whose turn it is
 * @param until when it lapses
 * @param lapsed the one before was never ended: whoever had it died, and nobody knows what the host had answered
 */
public record Hold(String origin, long fence, long page, Instant until, boolean lapsed) {}
