/** Who makes room in a full store: policies over one layout of what they have to know, without I/O. */
@NullMarked
package dev.catchwater.edge.eviction;

import org.jspecify.annotations.NullMarked;
