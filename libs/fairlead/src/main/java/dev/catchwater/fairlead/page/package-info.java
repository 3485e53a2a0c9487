/** Answers that come in pages, as one stream that asks for a page when it is needed. */
@NullMarked
package dev.catchwater.fairlead.page;

import org.jspecify.annotations.NullMarked;
