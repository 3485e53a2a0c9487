/** Stored responses that processes share. */
@NullMarked
package dev.catchwater.fairlead.redis.store;

import org.jspecify.annotations.NullMarked;
