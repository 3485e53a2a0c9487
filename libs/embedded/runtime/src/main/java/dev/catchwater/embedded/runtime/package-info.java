/** Nothing: this artifact makes an application use the Dev Services of its deployment part, and is empty in production. */
@NullMarked
package dev.catchwater.embedded.runtime;

import org.jspecify.annotations.NullMarked;
