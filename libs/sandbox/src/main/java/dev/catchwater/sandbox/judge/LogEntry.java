package dev.catchwater.sandbox.judge;

import java.time.Instant;

/**
 * A request that was answered, or that ended without an answer.
 *
 * @param upstream such as {@code mastodon/harbour}
 * @param path with its query, access tokens taken out
 * @param auth who asked: {@code anonymous}, {@code user:name}, {@code app:id} or {@code refused}; never a token
 * @param status the status sent, or 0 if the connection ended first
 * @param fault the names of the faults that met it, or empty
 */
public record LogEntry(
        long seq, Instant at, String upstream, String method, String path, String auth, int status, String fault) {}
