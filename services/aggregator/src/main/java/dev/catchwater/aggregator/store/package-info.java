/** PostgreSQL and Redis. */
@NullMarked
package dev.catchwater.aggregator.store;

import org.jspecify.annotations.NullMarked;
