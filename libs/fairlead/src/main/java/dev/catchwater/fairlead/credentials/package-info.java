/** Proving to one origin, and to no other, who sends a request. */
@NullMarked
package dev.catchwater.fairlead.credentials;

import org.jspecify.annotations.NullMarked;
