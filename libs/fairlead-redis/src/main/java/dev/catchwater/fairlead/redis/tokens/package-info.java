/** Tokens that processes share: one of them asks for the next, the others wait for what it stores. */
@NullMarked
package dev.catchwater.fairlead.redis.tokens;

import org.jspecify.annotations.NullMarked;
