/** Lists of products that shops make for machines: feeds and shop APIs. */
@NullMarked
package dev.catchwater.prices.source.lists;

import org.jspecify.annotations.NullMarked;
