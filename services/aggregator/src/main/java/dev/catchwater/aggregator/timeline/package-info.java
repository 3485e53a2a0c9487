/** Where a reader stands: the order of posts, the order of events, and pages between them. */
@NullMarked
package dev.catchwater.aggregator.timeline;

import org.jspecify.annotations.NullMarked;
