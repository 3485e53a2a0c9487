/**
 * What RFC 9111 allows, as pure decisions over a request, what is stored and the time: no I/O, no clock, no client.
 * {@link dev.catchwater.fairlead.cache.CacheRules} is the way in.
 */
@NullMarked
package dev.catchwater.fairlead.cache;

import org.jspecify.annotations.NullMarked;
