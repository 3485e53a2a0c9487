/** A pretend newspaper behind a cache: pages, pictures and an API that say how long they are fresh. */
@NullMarked
package dev.catchwater.sandbox.origins;

import org.jspecify.annotations.NullMarked;
