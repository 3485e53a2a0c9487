/** Structured fields (RFC 9651): values of HTTP fields as typed data, parsed and serialised, all of it bounded. */
@NullMarked
package dev.catchwater.fairlead.structured;

import org.jspecify.annotations.NullMarked;
