/** Stored responses that processes share: a {@code ResponseStore} in Redis, with invalidations that reach all of them. */
@NullMarked
package dev.catchwater.fairlead.redis.store;

import org.jspecify.annotations.NullMarked;
