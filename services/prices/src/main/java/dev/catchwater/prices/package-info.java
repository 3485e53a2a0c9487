/** What prices are about: offers, what is known of them, and the interfaces that the rooms meet at. */
@NullMarked
package dev.catchwater.prices;

import org.jspecify.annotations.NullMarked;
