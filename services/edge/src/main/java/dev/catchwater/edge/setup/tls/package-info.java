/** Certificates from a folder. */
@NullMarked
package dev.catchwater.edge.setup.tls;

import org.jspecify.annotations.NullMarked;
