/** Where API keys are kept. */
@NullMarked
package dev.catchwater.postgres.keys;

import org.jspecify.annotations.NullMarked;
