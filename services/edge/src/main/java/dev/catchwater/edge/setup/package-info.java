/** Where edge will be wired; what it has today comes from the shared libraries. */
@NullMarked
package dev.catchwater.edge.setup;

import org.jspecify.annotations.NullMarked;
