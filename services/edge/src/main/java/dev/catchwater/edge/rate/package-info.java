/** How many requests each client of a route may send: immutable terms, counted without I/O and without a clock of its own. */
@NullMarked
package dev.catchwater.edge.rate;

import org.jspecify.annotations.NullMarked;
