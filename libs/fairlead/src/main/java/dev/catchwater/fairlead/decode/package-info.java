/** Asking for compressed content and unpacking it within bounds of size and ratio (RFC 9110 §8.4). */
@NullMarked
package dev.catchwater.fairlead.decode;

import org.jspecify.annotations.NullMarked;
