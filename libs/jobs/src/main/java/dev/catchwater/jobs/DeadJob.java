package dev.catchwater.jobs;

import java.time.Instant;

/** A job that was given up. {@code failure} is the class and message of what ended it, cut to 1,000 characters. */
public record DeadJob(String kind, String id, int attempts, String failure, Instant diedAt) {}
