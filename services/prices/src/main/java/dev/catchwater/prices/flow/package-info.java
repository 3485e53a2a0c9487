/** Whose turn it is, what a look means, and when to look again. */
@NullMarked
package dev.catchwater.prices.flow;

import org.jspecify.annotations.NullMarked;
