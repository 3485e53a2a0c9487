/** Real Postgres and Redis as operating-system processes, from Maven artifacts, without Docker. */
@NullMarked
package dev.catchwater.embedded;

import org.jspecify.annotations.NullMarked;
