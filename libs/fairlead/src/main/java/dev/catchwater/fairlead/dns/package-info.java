/** Endpoints from DNS: looked up again as their time runs out, and kept for a while if they cannot be. */
@NullMarked
package dev.catchwater.fairlead.dns;

import org.jspecify.annotations.NullMarked;
