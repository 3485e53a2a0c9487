/** Units, packs and prices per unit. Pure. */
@NullMarked
package dev.catchwater.prices.measure;

import org.jspecify.annotations.NullMarked;
