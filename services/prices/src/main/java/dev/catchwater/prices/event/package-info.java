/** What listeners are told, in the order of commits. Pure. */
@NullMarked
package dev.catchwater.prices.event;

import org.jspecify.annotations.NullMarked;
