/** The page at {@code /}: a service's own HTML with the links that all pages share. */
@NullMarked
package dev.catchwater.web.page;

import org.jspecify.annotations.NullMarked;
