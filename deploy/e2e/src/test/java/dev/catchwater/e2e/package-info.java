/** A real browser over what {@code make up} starts. */
@NullMarked
package dev.catchwater.e2e;

import org.jspecify.annotations.NullMarked;
