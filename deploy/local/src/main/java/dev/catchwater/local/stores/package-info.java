/** Embedded Postgres and Redis, or the external ones that the environment names. */
@NullMarked
package dev.catchwater.local.stores;

import org.jspecify.annotations.NullMarked;
