/** API keys: where they are kept, how a request is recognised by one, how the first is made. */
@NullMarked
package dev.catchwater.web.keys;

import org.jspecify.annotations.NullMarked;
