/** Which requests go to which origins, and on which terms their answers are kept: immutable, without I/O. */
@NullMarked
package dev.catchwater.edge.route;

import org.jspecify.annotations.NullMarked;
