/** The commands: what is started in which order, with which ports and flags, and what the terminal says. */
@NullMarked
package dev.catchwater.local.start;

import org.jspecify.annotations.NullMarked;
