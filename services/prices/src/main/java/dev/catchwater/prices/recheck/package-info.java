/** When a page is worth asking again. Pure. */
@NullMarked
package dev.catchwater.prices.recheck;

import org.jspecify.annotations.NullMarked;
