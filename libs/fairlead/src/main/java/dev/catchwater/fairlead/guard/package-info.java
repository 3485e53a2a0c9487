/** The address guard: no request from outside input reaches a private network. */
@NullMarked
package dev.catchwater.fairlead.guard;

import org.jspecify.annotations.NullMarked;
