/** Fan-out of events to listeners over server-sent events, with replay and a bound on everything. */
@NullMarked
package dev.catchwater.live;

import org.jspecify.annotations.NullMarked;
