/** The paths of edge: today its page alone. */
@NullMarked
package dev.catchwater.edge.api;

import org.jspecify.annotations.NullMarked;
