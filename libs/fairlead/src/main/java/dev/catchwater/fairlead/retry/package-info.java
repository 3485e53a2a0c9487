/** Trying again what may be tried again: when, how often, after how long. */
@NullMarked
package dev.catchwater.fairlead.retry;

import org.jspecify.annotations.NullMarked;
