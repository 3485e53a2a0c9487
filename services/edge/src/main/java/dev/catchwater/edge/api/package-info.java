/** The control plane: statistics, lookups, purges, configuration, keys. */
@NullMarked
package dev.catchwater.edge.api;

import org.jspecify.annotations.NullMarked;
