/** The clients of a running application: made at its start, shown to its operator, closed at its end. */
@NullMarked
package dev.catchwater.fairlead.quarkus.runtime;

import org.jspecify.annotations.NullMarked;
