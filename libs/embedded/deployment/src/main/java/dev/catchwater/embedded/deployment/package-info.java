/** The Dev Services: one Postgres and one Redis for an application that needs them and names none. */
@NullMarked
package dev.catchwater.embedded.deployment;

import org.jspecify.annotations.NullMarked;
