/** The clients, all told to do the same. */
@NullMarked
package dev.catchwater.load.peer;

import org.jspecify.annotations.NullMarked;
