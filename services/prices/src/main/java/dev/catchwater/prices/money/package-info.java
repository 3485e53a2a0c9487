/** Amounts of money, and how shops write them. Pure. */
@NullMarked
package dev.catchwater.prices.money;

import org.jspecify.annotations.NullMarked;
