/** The paths of trading: today its page alone. */
@NullMarked
package dev.catchwater.trading.api;

import org.jspecify.annotations.NullMarked;
