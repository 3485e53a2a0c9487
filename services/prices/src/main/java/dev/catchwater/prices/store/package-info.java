/** PostgreSQL. */
@NullMarked
package dev.catchwater.prices.store;

import org.jspecify.annotations.NullMarked;
