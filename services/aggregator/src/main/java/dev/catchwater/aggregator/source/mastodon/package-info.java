/** Mastodon and whatever speaks its client API: timelines by REST, new posts by its event stream. */
@NullMarked
package dev.catchwater.aggregator.source.mastodon;

import org.jspecify.annotations.NullMarked;
