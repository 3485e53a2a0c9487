/**
 * How a shop's host is treated: how often it is asked, what its answers say of our being welcome, and what follows. Pure.
 * What keeps us out is recognised, never solved, disguised from or gone round.
 */
@NullMarked
package dev.catchwater.prices.host;

import org.jspecify.annotations.NullMarked;
