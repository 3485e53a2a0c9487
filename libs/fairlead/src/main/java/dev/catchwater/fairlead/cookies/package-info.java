/** Cookies (RFC 6265bis): a jar, and the stage that fills it and sends from it. */
@NullMarked
package dev.catchwater.fairlead.cookies;

import org.jspecify.annotations.NullMarked;
