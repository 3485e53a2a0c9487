/** Content to files: resumed after a cut, checked, and at its target whole or not at all. */
@NullMarked
package dev.catchwater.fairlead.download;

import org.jspecify.annotations.NullMarked;
