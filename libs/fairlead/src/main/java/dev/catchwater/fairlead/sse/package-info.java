/** Server-sent events: the WHATWG event-stream grammar and a client that reconnects. */
@NullMarked
package dev.catchwater.fairlead.sse;

import org.jspecify.annotations.NullMarked;
