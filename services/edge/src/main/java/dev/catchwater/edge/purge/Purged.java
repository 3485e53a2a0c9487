package dev.catchwater.edge.purge;

import java.time.Instant;

/**
 * A purge that was taken on.
 *
 * @param sequence its place among all purges of this node, from 1
 * @param key under which it was asked for: who asks twice purges once
 * @param actor who asked; a name of a key, never a secret
 */
public record Purged(long sequence, Instant at, Purge purge, Purge.Mode mode, String key, String actor) {}
