package dev.catchwater.jobs;

import java.time.Instant;

/**
 * One run of a job.
 *
 * @param id names it among those of its kind
 * @param attempt from 1; how often it was begun since it was enqueued or last succeeded. A run whose process died counts.
 * @param due when it was to run
 * @param now when it began
 */
public record Run(String id, int attempt, Instant due, Instant now) {}
