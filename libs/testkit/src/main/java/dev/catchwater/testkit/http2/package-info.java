/** HTTP/2 on the wire (RFC 9113): frames, header compression, windows; not for users. */
@NullMarked
package dev.catchwater.testkit.http2;

import org.jspecify.annotations.NullMarked;
