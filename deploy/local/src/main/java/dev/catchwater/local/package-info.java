/** The parts of a local installation and what is known of each. */
@NullMarked
package dev.catchwater.local;

import org.jspecify.annotations.NullMarked;
