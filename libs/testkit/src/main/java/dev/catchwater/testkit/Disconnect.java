package dev.catchwater.testkit;

import java.time.Instant;

/**
 * A client that went away before its answer had ended: it closed, reset or half-closed the connection.
 *
 * @param request what it had asked
 * @param sentBytes bytes of the answer, head and framing included, handed to the kernel until then
 * @param at when that was noticed
 */
public record Disconnect(Received request, long sentBytes, Instant at) {}
