/** Following redirects without carrying secrets to strangers (RFC 9110 §15.4). */
@NullMarked
package dev.catchwater.fairlead.redirect;

import org.jspecify.annotations.NullMarked;
