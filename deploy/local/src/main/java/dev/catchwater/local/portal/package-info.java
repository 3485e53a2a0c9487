/** The page that lists every part, live. */
@NullMarked
package dev.catchwater.local.portal;

import org.jspecify.annotations.NullMarked;
