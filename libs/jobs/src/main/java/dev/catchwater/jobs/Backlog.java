package dev.catchwater.jobs;

import java.time.Instant;
import java.util.Optional;

/**
 * The jobs of one kind.
 *
 * @param waiting all that do not run, whether due or not
 * @param failing those of the waiting that failed the last time
 * @param oldestDue when the one that waits longest was to run; empty if nothing is due
 */
public record Backlog(String kind, long waiting, long running, long failing, Optional<Instant> oldestDue) {}
