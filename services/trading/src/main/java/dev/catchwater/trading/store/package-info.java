/** The journal, orders and fills in PostgreSQL. */
@NullMarked
package dev.catchwater.trading.store;

import org.jspecify.annotations.NullMarked;
