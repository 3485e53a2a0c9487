/** Conditional GET: validators kept, sent and compared (RFC 9110 §13). */
@NullMarked
package dev.catchwater.fairlead.conditional;

import org.jspecify.annotations.NullMarked;
