/** Whom a client trusts over TLS, and who it says it is: authorities, pins, certificates of its own. */
@NullMarked
package dev.catchwater.fairlead.tls;

import org.jspecify.annotations.NullMarked;
