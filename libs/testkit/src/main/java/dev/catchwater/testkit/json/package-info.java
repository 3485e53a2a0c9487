/** Just enough JSON to compare two bodies; not for users. */
@NullMarked
package dev.catchwater.testkit.json;

import org.jspecify.annotations.NullMarked;
