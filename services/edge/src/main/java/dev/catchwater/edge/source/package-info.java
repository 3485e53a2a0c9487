/** The origins: who is asked for what the store does not have. */
@NullMarked
package dev.catchwater.edge.source;

import org.jspecify.annotations.NullMarked;
