/** Which product a listing is: decided by keys, proposed by likeness. Pure. */
@NullMarked
package dev.catchwater.prices.match;

import org.jspecify.annotations.NullMarked;
