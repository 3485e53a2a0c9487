/** What is refused before anybody is asked who they are: foreign hosts, foreign pages, careless binds. */
@NullMarked
package dev.catchwater.web.guard;

import org.jspecify.annotations.NullMarked;
