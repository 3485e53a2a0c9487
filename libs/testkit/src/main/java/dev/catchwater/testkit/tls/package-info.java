/** Certificates made in memory: an authority, what it signs, and the contexts of both. */
@NullMarked
package dev.catchwater.testkit.tls;

import org.jspecify.annotations.NullMarked;
