/** Health of prices. */
@NullMarked
package dev.catchwater.prices.setup;

import org.jspecify.annotations.NullMarked;
