/** Durable jobs and schedules in Postgres, run once at a time by any number of processes, on virtual threads. */
@NullMarked
package dev.catchwater.jobs;

import org.jspecify.annotations.NullMarked;
