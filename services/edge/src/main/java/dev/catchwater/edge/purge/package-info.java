/** Purges as epochs: what was fetched before one is covered by it, and nobody looks for the entries. */
@NullMarked
package dev.catchwater.edge.purge;

import org.jspecify.annotations.NullMarked;
