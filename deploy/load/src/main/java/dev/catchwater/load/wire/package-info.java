/** Clients of a server's process that cost as little as Java lets them: plain sockets, one thread. */
@NullMarked
package dev.catchwater.load.wire;

import org.jspecify.annotations.NullMarked;
