/** What listeners hear. */
@NullMarked
package dev.catchwater.trading.live;

import org.jspecify.annotations.NullMarked;
