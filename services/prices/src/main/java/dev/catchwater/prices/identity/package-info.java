/** The numbers that products go by, and what they are worth as keys. Pure. */
@NullMarked
package dev.catchwater.prices.identity;

import org.jspecify.annotations.NullMarked;
