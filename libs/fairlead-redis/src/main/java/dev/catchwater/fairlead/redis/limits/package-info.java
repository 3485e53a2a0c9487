/** Rate limits that processes share: leases of tokens, given by one script. */
@NullMarked
package dev.catchwater.fairlead.redis.limits;

import org.jspecify.annotations.NullMarked;
