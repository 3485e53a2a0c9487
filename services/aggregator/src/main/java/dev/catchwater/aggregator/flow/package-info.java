/** What happens when: adding, polling, following streams, clearing up. */
@NullMarked
package dev.catchwater.aggregator.flow;

import org.jspecify.annotations.NullMarked;
