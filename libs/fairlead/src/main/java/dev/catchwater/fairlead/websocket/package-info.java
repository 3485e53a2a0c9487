/** WebSockets (RFC 6455, RFC 7692): a client that reconnects and subscribes again. */
@NullMarked
package dev.catchwater.fairlead.websocket;

import org.jspecify.annotations.NullMarked;
