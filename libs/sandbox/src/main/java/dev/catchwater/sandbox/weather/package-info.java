/** Pretend weather services over one sky: each in its own wire format, with its own errors, and each wrong in its own way. */
@NullMarked
package dev.catchwater.sandbox.weather;

import org.jspecify.annotations.NullMarked;
