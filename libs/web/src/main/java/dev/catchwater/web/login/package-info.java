/** Pages: sign in with a key, hold a session cookie, sign out. */
@NullMarked
package dev.catchwater.web.login;

import org.jspecify.annotations.NullMarked;
