/** Paths and status codes. */
@NullMarked
package dev.catchwater.trading.api;

import org.jspecify.annotations.NullMarked;
