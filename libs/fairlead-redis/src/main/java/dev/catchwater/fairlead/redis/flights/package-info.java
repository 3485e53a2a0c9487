/** Flights that processes share: one of them fetches, the others wait for what it stores. */
@NullMarked
package dev.catchwater.fairlead.redis.flights;

import org.jspecify.annotations.NullMarked;
