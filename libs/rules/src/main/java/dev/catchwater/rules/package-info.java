/** The rules of the house as checks over compiled classes; each module applies them in a five-line test. */
@NullMarked
package dev.catchwater.rules;

import org.jspecify.annotations.NullMarked;
