/** JSON in and out. */
@NullMarked
package dev.catchwater.fairlead.json;

import org.jspecify.annotations.NullMarked;
