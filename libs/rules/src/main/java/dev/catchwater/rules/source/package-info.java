/** The rules that only the source text can show: lengths and Javadoc, read through the compiler's own tree. */
@NullMarked
package dev.catchwater.rules.source;

import org.jspecify.annotations.NullMarked;
