/** The pretend internet on one port: the handle, the process, the control paths and the page of what there is. */
@NullMarked
package dev.catchwater.sandbox;

import org.jspecify.annotations.NullMarked;
