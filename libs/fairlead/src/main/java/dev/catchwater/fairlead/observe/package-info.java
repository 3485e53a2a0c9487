/** Events turned into meters and log lines; nothing else counts. */
@NullMarked
package dev.catchwater.fairlead.observe;

import org.jspecify.annotations.NullMarked;
