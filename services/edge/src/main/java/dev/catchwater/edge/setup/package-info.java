/** Typed configuration, wiring and health of edge. */
@NullMarked
package dev.catchwater.edge.setup;

import org.jspecify.annotations.NullMarked;
