/** What was migrated. */
@NullMarked
package dev.catchwater.postgres.schema;

import org.jspecify.annotations.NullMarked;
