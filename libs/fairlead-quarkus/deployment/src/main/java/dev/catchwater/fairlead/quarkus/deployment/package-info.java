/** The build's part: which clients there are, whether what is known of them can be, and what else they need. */
@NullMarked
package dev.catchwater.fairlead.quarkus.deployment;

import org.jspecify.annotations.NullMarked;
