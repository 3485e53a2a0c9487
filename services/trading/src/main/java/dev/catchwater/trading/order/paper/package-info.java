/** An exchange that is none: orders meet real or recorded prices, and nobody is paid. */
@NullMarked
package dev.catchwater.trading.order.paper;

import org.jspecify.annotations.NullMarked;
