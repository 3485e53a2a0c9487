/** What a signed-in page holds: a sealed cookie and the token that goes with it. */
@NullMarked
package dev.catchwater.web.session;

import org.jspecify.annotations.NullMarked;
