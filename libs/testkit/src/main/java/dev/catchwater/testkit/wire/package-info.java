/** HTTP/1.1 over one plain socket, in both directions, down to the reset; not for users. */
@NullMarked
package dev.catchwater.testkit.wire;

import org.jspecify.annotations.NullMarked;
