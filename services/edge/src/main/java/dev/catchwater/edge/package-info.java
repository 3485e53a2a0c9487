/** The nouns of a cache node and its pure decisions. */
@NullMarked
package dev.catchwater.edge;

import org.jspecify.annotations.NullMarked;
