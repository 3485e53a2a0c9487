/** What a source is, how one is asked, and what the rest of the river needs of its neighbours. */
@NullMarked
package dev.catchwater.aggregator;

import org.jspecify.annotations.NullMarked;
