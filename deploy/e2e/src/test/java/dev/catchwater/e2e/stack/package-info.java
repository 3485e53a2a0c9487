/** The installation under test: the launcher and all that it starts, as real processes. */
@NullMarked
package dev.catchwater.e2e.stack;

import org.jspecify.annotations.NullMarked;
