/** What a shop says of a thing it sells. Pure. */
@NullMarked
package dev.catchwater.prices.offer;

import org.jspecify.annotations.NullMarked;
