/** Values as JSON bodies of requests, JSON answers as values, and problems (RFC 9457) as what went wrong. */
@NullMarked
package dev.catchwater.fairlead.json;

import org.jspecify.annotations.NullMarked;
