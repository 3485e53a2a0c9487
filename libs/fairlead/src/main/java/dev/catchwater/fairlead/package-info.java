/** The nouns of an HTTP call: what is asked, what is answered, how it ends, and how time passes meanwhile. */
@NullMarked
package dev.catchwater.fairlead;

import org.jspecify.annotations.NullMarked;
