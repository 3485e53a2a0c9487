/** Processes that are started to be measured or to measure: on which processor, with which flags, and what they say. */
@NullMarked
package dev.catchwater.load.process;

import org.jspecify.annotations.NullMarked;
