/** Configuration, wiring and health of the node. */
@NullMarked
package dev.catchwater.edge.setup;

import org.jspecify.annotations.NullMarked;
