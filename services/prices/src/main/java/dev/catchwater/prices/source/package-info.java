/** Shop pages: asked politely, read off the event loop. */
@NullMarked
package dev.catchwater.prices.source;

import org.jspecify.annotations.NullMarked;
