/** The knobs of a client as keys, typed, and what becomes of them: Fairlead's settings. */
@NullMarked
package dev.catchwater.fairlead.quarkus.config;

import org.jspecify.annotations.NullMarked;
