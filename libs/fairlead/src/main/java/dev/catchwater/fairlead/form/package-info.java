/** Bodies as HTML forms send them: URL-encoded, and in parts. */
@NullMarked
package dev.catchwater.fairlead.form;

import org.jspecify.annotations.NullMarked;
