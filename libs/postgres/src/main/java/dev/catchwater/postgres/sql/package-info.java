/** The reactive client of PostgreSQL, as the stores use it. */
@NullMarked
package dev.catchwater.postgres.sql;

import org.jspecify.annotations.NullMarked;
