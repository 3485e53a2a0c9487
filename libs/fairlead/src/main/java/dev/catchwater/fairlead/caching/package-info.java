/** A client's own cache: answers from the store what may be, validates what has to be, collapses what is asked twice. */
@NullMarked
package dev.catchwater.fairlead.caching;

import org.jspecify.annotations.NullMarked;
