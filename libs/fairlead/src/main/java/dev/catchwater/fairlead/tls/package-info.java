/** Whom a client trusts over TLS, and who it says it is. */
@NullMarked
package dev.catchwater.fairlead.tls;

import org.jspecify.annotations.NullMarked;
