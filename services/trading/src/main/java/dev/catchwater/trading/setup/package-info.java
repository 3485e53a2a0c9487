/** Health of trading. */
@NullMarked
package dev.catchwater.trading.setup;

import org.jspecify.annotations.NullMarked;
