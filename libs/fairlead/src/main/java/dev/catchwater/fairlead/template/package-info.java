/** URIs made of templates (RFC 6570) whose text is known and whose values are not. */
@NullMarked
package dev.catchwater.fairlead.template;

import org.jspecify.annotations.NullMarked;
