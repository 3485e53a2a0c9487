/** A small application that uses the extension as any other would. */
@NullMarked
package dev.catchwater.fairlead.quarkus.it;

import org.jspecify.annotations.NullMarked;
