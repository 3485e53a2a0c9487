/** The response headers that keep a browser on our side. */
@NullMarked
package dev.catchwater.web.headers;

import org.jspecify.annotations.NullMarked;
