/** Orders, their states and what may happen to them; execution in parts. */
@NullMarked
package dev.catchwater.trading.order;

import org.jspecify.annotations.NullMarked;
