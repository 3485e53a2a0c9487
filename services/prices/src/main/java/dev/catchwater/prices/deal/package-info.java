/** What a price is worth against its past, and when that is worth telling. Pure. */
@NullMarked
package dev.catchwater.prices.deal;

import org.jspecify.annotations.NullMarked;
