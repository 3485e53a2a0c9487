/** The runs: which processes are started in which order, and what is made of what they say. */
@NullMarked
package dev.catchwater.load.run;

import org.jspecify.annotations.NullMarked;
