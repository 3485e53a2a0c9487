/** The file of routes: read, checked, watched. */
@NullMarked
package dev.catchwater.edge.setup.file;

import org.jspecify.annotations.NullMarked;
