/** What processes share through one Redis: the link to it, its keys and its scripts. */
@NullMarked
package dev.catchwater.fairlead.redis;

import org.jspecify.annotations.NullMarked;
