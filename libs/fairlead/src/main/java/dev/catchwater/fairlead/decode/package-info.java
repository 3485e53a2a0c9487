/** Undoing content codings within bounds (RFC 9110 §8.4). */
@NullMarked
package dev.catchwater.fairlead.decode;

import org.jspecify.annotations.NullMarked;
