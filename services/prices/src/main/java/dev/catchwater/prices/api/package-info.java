/** The paths of prices: today its page alone. */
@NullMarked
package dev.catchwater.prices.api;

import org.jspecify.annotations.NullMarked;
